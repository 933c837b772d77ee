import type { Located, Span, StackFile } from '../stack.ts';
import { cut, join, located, spanOf, trace, trimmed, type Traced } from './traced.ts';

/** One condition on a version: `>=5.2`. */
export interface Specifier {
  operator: string;
  version: string;
  span: Span;
}

/** One package that is asked for. */
export interface Package {
  kind: 'package';
  /** Normalised as PEP 503 says: lower case, `-` between its parts. */
  name: string;
  written: Located<string>;
  extras: readonly string[];
  specifiers: readonly Specifier[];
  /** `name @ https://…` */
  url: string | undefined;
  /** The condition behind `;`. */
  marker: string | undefined;
  hashed: boolean;
  span: Span;
}

/** Why pip refuses a line. */
export type RequirementError =
  | 'operator' //    `uwsgi=2.0`, `Django=>5`
  | 'version' //     `Django>=5,2`, `Django>=five`, `Django>5.*`
  | 'no-operator' // `Django 5.2`
  | 'no-comma' //    `Django>=5<6`
  | 'two' //         `Django uwsgi`
  | 'extras' //      `psycopg[binary`
  | 'name' //        `>=5`
  | 'option'; //     `--foo`

export type Entry =
  | Package
  /** `-r` and `-c`: another file, relative to this one. */
  | { kind: 'include' | 'constraint'; file: Located<string>; span: Span }
  /** `-e`, a path, an archive, a repository: what is in it cannot be known. */
  | { kind: 'source'; target: Located<string>; span: Span }
  | { kind: 'option'; name: string; span: Span }
  | { kind: 'error'; reason: RequirementError; at: Located<string>; span: Span };

/** What a requirements file says. */
export interface Requirements {
  path: string;
  entries: readonly Entry[];
  packages: readonly Package[];
}

/** Reads a requirements file as pip does: comments, continued lines, options, PEP 508. Takes any text. */
export function readRequirements({ path, text }: Pick<StackFile, 'path' | 'text'>): Requirements {
  const entries = logicalLines(text).flatMap((line) => {
    const content = trimmed(withoutComment(line));
    return content.text === '' ? [] : [readEntry(path, content)];
  });
  return { path, entries, packages: entries.filter((entry) => entry.kind === 'package') };
}

/** PEP 503: names that differ in case and in `-`, `_`, `.` only are one. */
export const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Lines, with those that end in a backslash joined to the next; a comment line ends such a run. */
function logicalLines(text: string): Traced[] {
  const lines: Traced[] = [];
  let open: Traced[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const content = match[0].replace(/\r$/, '');
    const bom = match.index === 0 && content.startsWith('\uFEFF') ? 1 : 0;
    const goesOn = content.endsWith('\\') && !/^\s*#/.test(content);
    open.push(trace(text, match.index + bom, match.index + content.length - (goesOn ? 1 : 0)));
    if (goesOn) continue;
    lines.push(join(open));
    open = [];
  }
  if (open.length > 0) lines.push(join(open));
  return lines;
}

function withoutComment(line: Traced): Traced {
  const comment = /(^|\s)#/.exec(line.text);
  return comment === null ? line : cut(line, 0, comment.index);
}

/** pip takes all of these on a line of their own and behind a package; the last three from version 26 on. */
const knownOptions = new Set(
  `--index-url --extra-index-url --no-index --find-links --no-binary --only-binary --prefer-binary --require-hashes
   --pre --trusted-host --use-feature --hash --config-settings --global-option
   --all-releases --only-final --uploaded-prior-to`.split(/\s+/),
);
const shortOptions: Readonly<Record<string, string>> = {
  '-r': '--requirement',
  '-c': '--constraint',
  '-e': '--editable',
  '-i': '--index-url',
  '-f': '--find-links',
  '-C': '--config-settings',
};

/** pip also takes the beginning of an option for the whole of it. */
const isOption = (written: string): boolean =>
  Object.hasOwn(shortOptions, written) ||
  (written.length > 2 &&
    [...knownOptions, ...Object.values(shortOptions)].some((option) => option.startsWith(written)));

function readEntry(path: string, line: Traced): Entry {
  const span = spanOf(path, line);
  if (line.text.startsWith('-')) return readOption(path, line, span);
  const isSource =
    /^([a-z][a-z0-9+.-]*:\/\/|(git|hg|svn|bzr)\+|\.{0,2}\/|\.$)|\.(whl|zip|tar\.gz|tar\.bz2)$|^[A-Za-z]:\\|\$\{/i;
  if (isSource.test(line.text.split(/\s/)[0] ?? ''))
    return { kind: 'source', target: located(path, line), span };
  return readPackage(path, line, span);
}

function readOption(path: string, line: Traced, span: Span): Entry {
  const match = /^(--[a-z-]+|-[A-Za-z])[\s=]*/.exec(line.text);
  const written = match?.[1] ?? line.text;
  const name = shortOptions[written] ?? written;
  const value = located(path, trimmed(cut(line, match?.[0].length ?? line.text.length)));
  switch (name) {
    case '--requirement':
      return { kind: 'include', file: value, span };
    case '--constraint':
      return { kind: 'constraint', file: value, span };
    case '--editable':
      return { kind: 'source', target: value, span };
    default:
      return isOption(name)
        ? { kind: 'option', name, span }
        : { kind: 'error', reason: 'option', at: located(path, cut(line, 0, written.length)), span };
  }
}

function readPackage(path: string, line: Traced, span: Span): Entry {
  const fail = (reason: RequirementError, from: number, to: number): Entry => {
    const at = trimmed(cut(line, from, to));
    return { kind: 'error', reason, at: located(path, at.text === '' ? line : at), span };
  };
  // From the first word with a dash in front on, pip reads options.
  const options = /\s(-[-\w]*)/.exec(line.text);
  const [, option = '--'] = options ?? [];
  if (options !== null && option !== '--' && !isOption(option))
    return fail('option', options.index, options.index + options[0].length);
  const asked = line.text.slice(0, options?.index);
  const semicolon = asked.indexOf(';');
  const end = semicolon === -1 ? asked.length : semicolon;
  const marker = semicolon === -1 ? undefined : asked.slice(semicolon + 1).trim();

  const name = /^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?/.exec(line.text);
  if (name === null) return fail('name', 0, end);
  const extras = /^\s*\[([^\]]*)\]/.exec(line.text.slice(name[0].length, end));
  const behind = name[0].length + (extras?.[0].length ?? 0);
  const rest = line.text.slice(behind, end);
  if (extras === null && rest.trimStart().startsWith('[')) return fail('extras', behind, end);
  const url = /^\s*@\s*(\S+)\s*$/.exec(rest)?.[1];
  const parsed = url === undefined ? readSpecifiers(path, cut(line, behind, end)) : [];
  if ('reason' in parsed) return { kind: 'error', reason: parsed.reason, at: located(path, parsed.at), span };
  return {
    kind: 'package',
    name: normalName(name[0]),
    written: located(path, cut(line, 0, name[0].length)),
    extras: (extras?.[1] ?? '')
      .split(',')
      .flatMap((extra) => (extra.trim() === '' ? [] : [normalName(extra.trim())])),
    specifiers: parsed,
    url,
    marker,
    hashed: /\s--hash\b/.test(line.text.slice(asked.length)),
    span,
  };
}

const operator = /^(===|~=|==|!=|<=|>=|<|>)(?![<>=!~])/;

function readSpecifiers(path: string, text: Traced): Specifier[] | { reason: RequirementError; at: Traced } {
  const bare = trimmed(text);
  const inner = /^\(.*\)$/.test(bare.text) ? cut(bare, 1, bare.text.length - 1) : bare;
  const pieces = [...inner.text.matchAll(/[^,]*,?/g)]
    .filter((match) => match[0] !== '')
    .map((match) => ({
      whole: cut(inner, match.index, match.index + match[0].length),
      comma: match[0].endsWith(','),
    }));
  const specifiers: Specifier[] = [];
  for (const { whole, comma } of pieces) {
    const piece = trimmed(comma ? cut(whole, 0, whole.text.length - 1) : whole);
    if (piece.text === '') return { reason: 'version', at: whole };
    const sign = operator.exec(piece.text)?.[0];
    const version = piece.text.slice(sign?.length ?? 0).trim();
    const reason =
      sign === undefined ? withoutOperator(piece.text, specifiers.length > 0) : wrongVersion(sign, version);
    if (reason !== undefined) return { reason, at: piece };
    specifiers.push({ operator: sign ?? '', version, span: spanOf(path, piece) });
  }
  return specifiers;
}

function withoutOperator(text: string, follows: boolean): RequirementError {
  if (/^[<>=!~]/.test(text)) return 'operator';
  if (follows) return 'version';
  return /^\d/.test(text) ? 'no-operator' : 'two';
}

/** PEP 440, as far as pip's parser looks. */
const versionForm =
  /^v?(\d+!)?\d+(\.\d+)*([._-]?(a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[._-]?\d*)*(-\d+)?(\.\*)?(\+[\w.-]+)?$/i;

function wrongVersion(sign: string, version: string): RequirementError | undefined {
  if (/[<>=~]/.test(version)) return /^[<>=!~]|^$/.test(version) ? 'operator' : 'no-comma';
  if (/\S\s+\S/.test(version)) return 'two';
  if (sign === '===') return version === '' ? 'version' : undefined;
  const wildcard = version.endsWith('.*') && sign !== '==' && sign !== '!=';
  const tooShort = sign === '~=' && !version.includes('.');
  return !versionForm.test(version) || wildcard || tooShort ? 'version' : undefined;
}
