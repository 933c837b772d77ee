import type { Located, Span } from '../stack.ts';
import type { RawInstruction } from './instructions.ts';
import type { Heredoc } from './lines.ts';
import { refused, type Malformed } from './malformed.ts';
import { jsonStrings, pairOf, quotedWords, readPairs, type Pair } from './pairs.ts';
import { refusedArguments } from './refused-arguments.ts';
import { refusedFlag } from './refused-flags.ts';
import { evaluate, type Assigned, type Scope } from './scope.ts';
import { cut, located, spanOf, trimmed, wordsOf, type Traced, type Value } from './traced.ts';

/** What every instruction has. */
interface Common {
  /** The whole of it, heredocs included. */
  span: Span;
  /** In upper case. */
  keyword: Located<string>;
  /** The variables in force before it. */
  scope: Scope;
  flags: readonly Flag[];
  /** Empty lines between its continuations. */
  blanks: readonly Span[];
  /** Why Docker refuses it. */
  malformed?: Malformed;
}

/** A flag with its value; one without has the value `''`. */
export interface Flag extends Value {
  name: string;
  /** `--name=value`, as it is written. */
  whole: Located<string>;
}

/** A command as RUN, CMD, ENTRYPOINT and HEALTHCHECK write it. */
export type Command =
  | { form: 'exec'; words: readonly Located<string>[]; span: Span }
  | { form: 'shell'; text: Traced; span: Span };

/** An image as FROM and `COPY --from` name it. Parts that cannot be known are `undefined`. */
export interface ImageName extends Value {
  name: string | undefined;
  tag: string | undefined;
  digest: string | undefined;
}

/** One `--mount=` of a RUN, with its options by name; `target`, `from`, `source` also under their other names. */
interface Mount {
  type: string;
  options: ReadonlyMap<string, string>;
  span: Span;
}

export type From = Common & { kind: 'from'; image: ImageName; name: Located<string> | undefined };
type Run = Common & {
  kind: 'run';
  command: Command;
  mounts: readonly Mount[];
  heredocs: readonly Heredoc[];
};
export type Copy = Common & {
  kind: 'copy' | 'add';
  sources: readonly Value[];
  destination: Value;
  from: Value | undefined;
  chmod: Value | undefined;
  chown: Value | undefined;
  heredocs: readonly Heredoc[];
};
export type Env = Common & { kind: 'env'; pairs: readonly Assigned[]; legacy: boolean };
export type Arg = Common & { kind: 'arg'; pairs: readonly Assigned[] };
type Workdir = Common & { kind: 'workdir'; path: Value };
export type User = Common & { kind: 'user'; user: Value };
type Expose = Common & { kind: 'expose'; ports: readonly Value[] };
type Healthcheck = Common & { kind: 'healthcheck'; command: Command | undefined };
export type StartCommand = Common & { kind: 'entrypoint' | 'cmd' | 'shell'; command: Command };
/** LABEL, VOLUME, STOPSIGNAL, ONBUILD, MAINTAINER: read no further. */
type Other = Common & { kind: 'other'; args: Traced };
type Unknown = Common & { kind: 'unknown'; args: Traced };

export type Instruction =
  From | Run | Copy | Env | Arg | Workdir | User | Expose | Healthcheck | StartCommand | Other | Unknown;

const otherKeywords = new Set(['LABEL', 'VOLUME', 'STOPSIGNAL', 'ONBUILD', 'MAINTAINER']);

/** Every keyword that Docker knows. */
export const keywords: readonly string[] = [
  ...[
    'FROM',
    'RUN',
    'COPY',
    'ADD',
    'ENV',
    'ARG',
    'WORKDIR',
    'USER',
    'EXPOSE',
    'HEALTHCHECK',
    'ENTRYPOINT',
    'CMD',
  ],
  ...['SHELL', ...otherKeywords],
];

/** Gives an instruction its meaning, with the variables that are in force before it. */
export function readInstruction(
  path: string,
  raw: RawInstruction,
  scope: Scope,
  escape: string,
): Instruction {
  let unreadable: Malformed | undefined;
  const value = (text: Traced): Value => {
    const { refused: reason, ...read } = evaluate(path, text, scope, escape);
    if (reason !== undefined) unreadable ??= refused(reason, { value: read.written, span: read.span });
    return read;
  };
  const flags = raw.flags.map((flag): Flag => {
    const { name, value: written } = pairOf(flag);
    return {
      ...value(written ?? cut(flag, flag.text.length)),
      name: name.text.slice(2),
      whole: located(path, flag),
    };
  });
  const flag = (name: string): Value | undefined => flags.find((candidate) => candidate.name === name);
  const common: Common = { span: raw.span, keyword: raw.keyword, scope, flags, blanks: raw.blanks };
  const assigned = ({ name, value: written }: Pair): Assigned => ({
    name: located(path, name),
    value: written && value(written),
  });
  const args = raw.args;

  const read = (): Instruction => {
    switch (raw.keyword.value) {
      case 'FROM': {
        const [image = args, as, name] = wordsOf(args);
        const named = as?.text.toLowerCase() === 'as' ? name : undefined;
        const behind = as !== undefined && (named === undefined || wordsOf(args).length !== 3);
        return {
          ...common,
          kind: 'from',
          image: imageName(value(image)),
          name: named && located(path, named),
          ...(behind && { malformed: refused('words-behind', located(path, as)) }),
        };
      }
      case 'RUN':
        return {
          ...common,
          kind: 'run',
          command: commandOf(path, args),
          mounts: flags.flatMap(mountOf),
          heredocs: raw.heredocs,
        };
      case 'COPY':
      case 'ADD': {
        const places = (jsonStrings(args) ?? wordsOf(args)).map(value);
        const destination = places.at(-1);
        return {
          ...common,
          kind: raw.keyword.value === 'ADD' ? 'add' : 'copy',
          sources: places.slice(0, -1),
          destination: destination ?? value(args),
          from: flag('from'),
          chmod: flag('chmod'),
          chown: flag('chown'),
          heredocs: raw.heredocs,
          ...(places.length === 1 && { malformed: refused('one-argument', located(path, args)) }),
        };
      }
      case 'ENV': {
        const { pairs, legacy } = readPairs(args, escape);
        return { ...common, kind: 'env', pairs: pairs.map(assigned), legacy };
      }
      case 'ARG':
        return {
          ...common,
          kind: 'arg',
          pairs: quotedWords(args, escape).map((word) => assigned(pairOf(word))),
        };
      case 'WORKDIR':
        return { ...common, kind: 'workdir', path: value(args) };
      case 'USER':
        return { ...common, kind: 'user', user: value(args) };
      case 'EXPOSE':
        return { ...common, kind: 'expose', ports: wordsOf(args).map(value) };
      case 'HEALTHCHECK': {
        const type = wordsOf(args)[0]?.text.toUpperCase();
        const command = type === 'CMD' ? commandOf(path, trimmed(cut(args, 3))) : undefined;
        return { ...common, kind: 'healthcheck', command };
      }
      case 'ENTRYPOINT':
      case 'CMD':
      case 'SHELL': {
        const kind = ({ ENTRYPOINT: 'entrypoint', CMD: 'cmd', SHELL: 'shell' } as const)[raw.keyword.value];
        return { ...common, kind, command: commandOf(path, args) };
      }
      default:
        return { ...common, kind: otherKeywords.has(raw.keyword.value) ? 'other' : 'unknown', args };
    }
  };
  const instruction = read();
  if (instruction.kind === 'unknown') return instruction;
  const malformed =
    incomplete(raw) ??
    refusedFlag(raw.keyword.value, flags) ??
    instruction.malformed ??
    refusedArguments(instruction, raw, escape, value) ??
    unreadable;
  return malformed === undefined ? instruction : { ...instruction, malformed };
}

/** Instructions that Docker takes without anything behind them. */
const mayBeBare = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

function incomplete(raw: RawInstruction): Malformed | undefined {
  const open = raw.heredocs.find((heredoc) => !heredoc.closed);
  if (open !== undefined) return refused('unclosed-heredoc', { value: open.name, span: open.opening });
  const bare = raw.args.text === '' && !mayBeBare.has(raw.keyword.value);
  return bare ? refused('no-arguments', raw.keyword) : undefined;
}

/** A command in JSON form, or else for the shell: Docker takes a broken array for shell text, without a word. */
function commandOf(path: string, args: Traced): Command {
  const words = jsonStrings(args);
  const span = spanOf(path, args);
  return words === undefined
    ? { form: 'shell', text: args, span }
    : { form: 'exec', words: words.map((word) => located(path, word)), span };
}

function imageName(written: Value): ImageName {
  const match = /^([^@]+?)(?::([\w][\w.-]*))?(?:@(.+))?$/.exec(written.value ?? '');
  return { ...written, name: match?.[1], tag: match?.[2], digest: match?.[3] };
}

const mountNames: Readonly<Record<string, string>> = { dst: 'target', destination: 'target', src: 'source' };

function mountOf(flag: Flag): Mount[] {
  if (flag.name !== 'mount' || flag.value === undefined) return [];
  const options = new Map(
    flag.value.split(',').map((option): [string, string] => {
      const [name = '', ...value] = option.split('=');
      return [mountNames[name] ?? name, value.join('=')];
    }),
  );
  return [{ type: options.get('type') ?? 'bind', options, span: flag.span }];
}
