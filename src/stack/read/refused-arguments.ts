import { imageNameFault } from './image-name.ts';
import type { Instruction } from './instruction.ts';
import type { RawInstruction } from './instructions.ts';
import { refused, type Malformed } from './malformed.ts';
import { jsonArray, readPairs } from './pairs.ts';
import { located, wordsOf, type Value } from './traced.ts';

/**
 * Why BuildKit refuses the arguments of an instruction: `frontend/dockerfile/parser` and `instructions/parse.go`. Each
 * case was tried on Docker Engine 28.5, 2026-11-23. A value that cannot be known is taken to be right.
 *
 * What has a rule of its own, which knows more about it, is not among this: the port of EXPOSE, the stage that `--from`
 * names, and lists for a command that are no lists of strings.
 *
 * @param evaluate replaces variables, for the instructions that are read no further
 */
export function refusedArguments(
  instruction: Instruction,
  raw: RawInstruction,
  escape: string,
  evaluate: (text: RawInstruction['args']) => Value,
): Malformed | undefined {
  const { path } = raw.span;
  const { args } = raw;
  const all = located(path, args);
  switch (raw.keyword.value) {
    case 'FROM':
      return instruction.kind === 'from'
        ? (refusedImage(instruction.image) ?? refusedStage(instruction))
        : undefined;
    case 'COPY':
    case 'ADD':
      return notStrings(args.text) ? refused('not-strings', all) : undefined;
    case 'ENV':
    case 'LABEL': {
      const { pairs, stray } = readPairs(args, escape);
      const alone = pairs[0]?.value === undefined ? args : undefined;
      const wrong = stray ?? alone;
      if (wrong !== undefined) return refused('not-a-pair', located(path, wrong));
      const blank = pairs.find(({ name }) => name.text === '');
      if (raw.keyword.value === 'LABEL')
        for (const { value } of pairs) if (value !== undefined) evaluate(value);
      return blank?.value && refused('blank-name', located(path, blank.value));
    }
    case 'ARG': {
      const blank =
        instruction.kind === 'arg' ? instruction.pairs.find(({ name }) => name.value === '') : undefined;
      return blank && refused('blank-name', all);
    }
    case 'HEALTHCHECK':
      return refusedCheck(path, raw);
    case 'STOPSIGNAL': {
      const { value, written, span } = evaluate(args);
      return value === undefined || isSignal(value)
        ? undefined
        : refused('signal', { value: written, span }, signals);
    }
    case 'VOLUME': {
      if (notStrings(args.text)) return refused('not-strings', all);
      const list = jsonArray(args.text);
      if (list?.length === 0) return refused('no-arguments', raw.keyword);
      const isEmpty = list?.includes('') ?? wordsOf(args).some((word) => evaluate(word).value === '');
      return isEmpty ? refused('empty-path', all) : undefined;
    }
    case 'SHELL': {
      const list = jsonArray(args.text);
      if (list?.length === 0) return refused('no-arguments', raw.keyword);
      if (list === undefined) return refused('not-json', all);
      return notStrings(args.text) ? refused('not-strings', all) : undefined;
    }
    case 'ONBUILD': {
      const [word = args] = wordsOf(args);
      return /^(FROM|MAINTAINER|ONBUILD)$/i.test(word.text)
        ? refused('trigger', located(path, word))
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Why Docker refuses the name of an image; a name with a variable in it may become right. */
export function refusedImage({ value, written, span }: Value): Malformed | undefined {
  if (value === undefined || written.includes('$')) return undefined;
  const fault = imageNameFault(value);
  return fault && refused(fault, { value, span });
}

function refusedStage({ name }: Extract<Instruction, { kind: 'from' }>): Malformed | undefined {
  return name === undefined || /^[a-z][a-z0-9-_.]*$/i.test(name.value)
    ? undefined
    : refused('stage-name', name);
}

function refusedCheck(path: string, { args }: RawInstruction): Malformed | undefined {
  const [word = args, ...rest] = wordsOf(args);
  const type = word.text.toUpperCase();
  if (type !== 'CMD' && type !== 'NONE') return refused('healthcheck', located(path, args), ['CMD', 'NONE']);
  if (type === 'NONE') {
    const [more] = rest;
    return more && refused('healthcheck-none', located(path, more));
  }
  const command = args.text.slice(word.text.length).trim();
  return command === '' || jsonArray(command)?.length === 0
    ? refused('healthcheck-command', located(path, word))
    : undefined;
}

const notStrings = (text: string): boolean =>
  jsonArray(text)?.some((each) => typeof each !== 'string') === true;

const signals =
  `ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP
  TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ`
    .split(/\s+/)
    .map((name) => `SIG${name}`);

/** A number, or a name with or without SIG in front of it. */
function isSignal(text: string): boolean {
  if (/^[-+]?\d+$/.test(text)) return Number(text) !== 0;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return signals.includes(`SIG${name}`) || /^RTMIN(\+([1-9]|1[0-5]))?$|^RTMAX(-([1-9]|1[0-4]))?$/.test(name);
}
