import { parse } from 'yaml';
import { parseChoices, type Choices } from '../choices.ts';
import { fillSlot } from '../generate/index.ts';
import { kindOf } from '../read/kind.ts';
import type { Stack, StackFile } from '../stack.ts';
import { Fields, PageError } from './page-fields.ts';
import type { RuleId, Severity } from './rule.ts';

/** One step from a sound stack to the broken one. `{{project}}` and other choices stand open in its texts. */
type Break = { in: string; at?: string } & (
  | { kind: 'replace'; replace: string; with: string }
  /** Takes out a text, and the line with it when nothing else is on it; without a text, the file. */
  | { kind: 'delete'; text: string | undefined }
  /** Puts text at the end of a file, which is made when it is not there, or in front of a text. */
  | { kind: 'add'; add: string; before: string | undefined }
  | { kind: 'mode'; executable: boolean }
  | { kind: 'crlf' }
  /** Changes nothing: only names the place. */
  | { kind: 'none' }
);

/** What a real engine does with the broken stack. */
export interface ExpectedOutcome {
  stage: 'config' | 'build' | 'start' | 'request' | 'stop' | 'fine';
  service?: string;
  exitCode?: number;
  path?: string;
  status?: number;
  says?: string;
}

/** A rule's page: `content/rules/<id>.mdx`. */
export interface RulePage {
  id: RuleId;
  title: string;
  severity: Severity;
  /** URL form of the choices that the example starts from. */
  choices: string;
  breaks: readonly Break[];
  outcome: ExpectedOutcome | undefined;
  /** A command, with the built image in `$IMAGE`, that prints the text for the broken stack and not for the sound one. */
  seen: { command: string; prints: string } | undefined;
  /** An image without which the engine cannot try it. */
  needs: string | undefined;
  /** Other rules that rightly speak too. */
  also: readonly RuleId[];
  /** Other tools that report it, each with its own id for it: `hadolint DL3020`. */
  caughtBy: readonly string[];
  /** The text below the frontmatter. */
  body: string;
}

/** The parts of a page, in their order. The last one stands only where there is a reason to leave things as they are. */
const pageParts = ['What you see', 'Why', 'How to mend it', 'When to leave it'] as const;

/**
 * Reads a rule's page.
 *
 * @throws {PageError} that says what is wrong with the page
 */
export function readRulePage(text: string): RulePage {
  const match = /^---\r?\n([^]*?)\r?\n---\r?\n([^]*)$/.exec(text);
  if (match === null) throw new PageError('a page begins with its frontmatter between two lines of ---');
  const fields = new Fields(parseYaml(match[1] ?? ''), 'page');
  const page: RulePage = {
    id: ruleId(fields.text('id')),
    title: fields.text('title'),
    severity: fields.oneOf('severity', ['error', 'warning', 'hint']),
    choices: readChoices(fields),
    breaks: fields.list('breaks').map((entry, index) => readBreak(new Fields(entry, `breaks[${index}]`))),
    outcome: fields.has('outcome') ? readOutcome(new Fields(fields.take('outcome'), 'outcome')) : undefined,
    seen: fields.has('seen') ? readSeen(new Fields(fields.take('seen'), 'seen')) : undefined,
    needs: fields.optionalText('needs'),
    also: fields.texts('also').map(ruleId),
    caughtBy: fields.texts('caughtBy'),
    body: match[2] ?? '',
  };
  fields.done();
  if (page.outcome === undefined && page.seen === undefined)
    throw new PageError('a page has an outcome, or seen');
  const places = page.breaks.filter(({ at }) => at !== undefined);
  if (places.length !== 1) throw new PageError('exactly one of the breaks says where the problem is: at');
  checkParts(page.body, page.outcome?.says);
  return page;
}

/**
 * Breaks a sound stack in the way that a page tells.
 *
 * @throws {PageError} when a text that is to be replaced, deleted or found does not stand exactly once in its file
 */
export function breakStack(sound: Stack, page: Pick<RulePage, 'breaks'>, choices: Choices): Stack {
  const files = new Map<string, StackFile>(sound);
  for (const step of page.breaks) {
    const path = fillSlot(step.in, choices);
    const file = files.get(path);
    const broken = broke(file, path, step, choices);
    if (broken === undefined) files.delete(path);
    else files.set(path, broken);
  }
  return files;
}

/** Where the problem is in the broken stack, by the page: the file, and the offset of the text. */
export function placeOf(
  broken: Stack,
  page: Pick<RulePage, 'breaks'>,
  choices: Choices,
): { path: string; offset: number } {
  const step = page.breaks.find(({ at }) => at !== undefined);
  const path = fillSlot(step?.in ?? '', choices);
  const text = broken.get(path)?.text ?? '';
  return { path, offset: onlyPlace(text, fillSlot(step?.at ?? '', choices), path) };
}

function broke(
  file: StackFile | undefined,
  path: string,
  step: Break,
  choices: Choices,
): StackFile | undefined {
  const fill = (text: string): string => fillSlot(text, choices);
  if (step.kind === 'add' && file === undefined) {
    const text = fill(step.add);
    return { path, kind: kindOf(path, text), text, executable: false };
  }
  if (file === undefined) throw new PageError(`there is no file ${path} to break`);
  const { text } = file;
  switch (step.kind) {
    case 'replace': {
      const from = onlyPlace(text, fill(step.replace), path);
      return {
        ...file,
        text: text.slice(0, from) + fill(step.with) + text.slice(from + fill(step.replace).length),
      };
    }
    case 'delete': {
      if (step.text === undefined) return undefined;
      const from = onlyPlace(text, fill(step.text), path);
      const to = from + fill(step.text).length;
      const wholeLines = (from === 0 || text[from - 1] === '\n') && text[to] === '\n';
      return { ...file, text: text.slice(0, from) + text.slice(wholeLines ? to + 1 : to) };
    }
    case 'add': {
      const at = step.before === undefined ? text.length : onlyPlace(text, fill(step.before), path);
      return { ...file, text: text.slice(0, at) + fill(step.add) + text.slice(at) };
    }
    case 'mode':
      return { ...file, executable: step.executable };
    case 'crlf':
      return { ...file, text: text.replaceAll('\n', '\r\n') };
    case 'none':
      return file;
  }
}

function onlyPlace(text: string, part: string, path: string): number {
  const at = text.indexOf(part);
  if (part === '' || at === -1) throw new PageError(`${path} has no ${JSON.stringify(part)}`);
  if (text.includes(part, at + 1)) throw new PageError(`${path} has ${JSON.stringify(part)} more than once`);
  return at;
}

function readBreak(fields: Fields): Break {
  const common = { in: fields.text('in'), ...(fields.has('at') && { at: fields.text('at') }) };
  const read = (): Break => {
    if (fields.has('replace'))
      return { ...common, kind: 'replace', replace: fields.text('replace'), with: fields.anyText('with') };
    if (fields.has('delete')) {
      const whole = fields.take('delete') === true;
      return { ...common, kind: 'delete', text: whole ? undefined : fields.text('delete') };
    }
    if (fields.has('add'))
      return { ...common, kind: 'add', add: fields.text('add'), before: fields.optionalText('before') };
    if (fields.has('mode'))
      return { ...common, kind: 'mode', executable: fields.oneOf('mode', ['0644', '0755']) === '0755' };
    if (fields.take('crlf') === true) return { ...common, kind: 'crlf' };
    return { ...common, kind: 'none' };
  };
  const step = read();
  fields.done();
  return step;
}

function readOutcome(fields: Fields): ExpectedOutcome {
  const outcome: ExpectedOutcome = {
    stage: fields.oneOf('stage', ['config', 'build', 'start', 'request', 'stop', 'fine']),
    service: fields.optionalText('service'),
    exitCode: fields.optionalNumber('exitCode'),
    path: fields.optionalText('path'),
    status: fields.optionalNumber('status'),
    says: fields.optionalText('says'),
  };
  fields.done();
  const { stage, exitCode, path, status, says } = outcome;
  const missing =
    (stage === 'build' && says === undefined && 'says') ||
    (['start', 'stop'].includes(stage) && exitCode === undefined && 'exitCode') ||
    (stage === 'request' && (path === undefined || status === undefined) && 'path and status');
  if (missing !== false) throw new PageError(`outcome: the stage ${stage} needs ${missing}`);
  return outcome;
}

function readSeen(fields: Fields): NonNullable<RulePage['seen']> {
  const seen = { command: fields.text('command'), prints: fields.text('prints') };
  fields.done();
  return seen;
}

function readChoices(fields: Fields): string {
  const form = fields.has('choices') ? fields.anyText('choices') : '';
  const [problem] = parseChoices(form).problems;
  if (problem !== undefined)
    throw new PageError(`choices: ${problem.id}=${problem.value}: ${problem.message}`);
  return form;
}

function ruleId(text: string): RuleId {
  if (!/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(text))
    throw new PageError(`${text} is no rule's id: folder/kebab-name`);
  return text as RuleId;
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new PageError(
      `the frontmatter is no YAML: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function checkParts(body: string, says: string | undefined): void {
  const headings = [...body.matchAll(/^## (.*)$/gm)];
  const found = headings.map((heading) => heading[1]).join(', ');
  const all = pageParts.join(', ');
  if (found !== all && found !== pageParts.slice(0, -1).join(', '))
    throw new PageError(`the parts are ${all}, the last one where there is need of it; found: ${found}`);
  const seen = body.slice(headings[0]?.index, headings[1]?.index);
  if (says !== undefined && !/^```/m.test(seen))
    throw new PageError(`${pageParts[0]}: quote the tool's own words in a fenced block`);
}
