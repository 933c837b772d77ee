import type { DoubleQuotedChild, Word, WordPart } from 'unbash';
import type { Lookup } from './expand.ts';
import { cut, join, spanOf, untraced, type Traced, type Value } from './traced.ts';

/** The variables that words see: those of the script, and behind them those that it was started with. */
export interface Variables {
  lookup: Lookup;
  /** Set by the script itself; `undefined` where it sets them to something that cannot be known. */
  own: Map<string, Traced | undefined>;
}

/** A word after expansion, with the place of each of its characters. */
export interface Field extends Value {
  traced: Traced | undefined;
}

/** A piece of a word; unquoted variables are split at white space. `undefined` when its value cannot be known. */
interface Piece {
  text: Traced | undefined;
  splits: boolean;
}

/**
 * Expands a word to its fields: quotes taken off, variables replaced, unquoted ones split at white space. A word with
 * a part that cannot be known is one field without a value. A field that came whole from one variable of the script
 * has its place where that variable was set.
 */
export function expandWord(
  script: { path: string; text: Traced },
  word: Word,
  variables: Variables,
  splits = true,
): Field[] {
  const whole = cut(script.text, word.pos, word.end);
  const span = spanOf(script.path, whole);
  const field = (traced: Traced | undefined): Field => ({
    value: traced?.text,
    written: whole.text,
    span: traced === undefined || traced.text === '' ? span : spanOf(script.path, traced, span),
    traced,
  });
  if (word.parts === undefined) return [{ ...field(unescaped(whole)), span }];
  const pieces = word.parts.flatMap((part) => piecesOf(script.text, part, variables));
  if (pieces.some(({ text }) => text === undefined)) return [field(undefined)];
  const known = pieces.flatMap(({ text, splits: may }) => (text === undefined ? [] : [{ text, may }]));
  if (!splits || !known.some(({ may }) => may)) {
    const value = field(join(known.map(({ text }) => text)));
    return [{ ...value, span: known.length === 1 && known[0]?.may === true ? value.span : span }];
  }
  return splitFields(known).map(field);
}

function splitFields(pieces: readonly { text: Traced; may: boolean }[]): Traced[] {
  const fields: Traced[][] = [];
  let open: Traced[] | undefined;
  const close = (): void => {
    if (open !== undefined) fields.push(open);
    open = undefined;
  };
  for (const { text, may } of pieces) {
    if (!may) {
      open = [...(open ?? []), text];
      continue;
    }
    for (const match of text.text.matchAll(/\s+|\S+/g)) {
      if (match[0].trim() === '') close();
      else open = [...(open ?? []), cut(text, match.index, match.index + match[0].length)];
    }
  }
  close();
  return fields.map(join);
}

const literal = (text: Traced): Piece[] => [{ text, splits: false }];
const unknown: Piece[] = [{ text: undefined, splits: true }];

function piecesOf(source: Traced, part: WordPart | DoubleQuotedChild, variables: Variables): Piece[] {
  const text = cut(source, part.pos, part.end);
  switch (part.type) {
    case 'Literal':
      return literal(unescaped(text));
    case 'SingleQuoted':
      return literal(
        cut(text, 1, Math.max(1, text.text.endsWith("'") ? text.text.length - 1 : text.text.length)),
      );
    case 'DoubleQuoted':
      return part.parts.flatMap((child) =>
        child.type === 'Literal'
          ? literal(unescaped(cut(source, child.pos, child.end), '$`"\\\n'))
          : piecesOf(source, child, variables).map((piece) => ({ ...piece, splits: false })),
      );
    case 'SimpleExpansion':
      return [{ text: valueOf(part.text.slice(1), variables), splits: true }];
    case 'ParameterExpansion': {
      if (part.prefix !== undefined || part.index !== undefined) return unknown;
      const value = valueOf(part.parameter, variables);
      if (part.operation === undefined) return [{ text: value, splits: true }];
      if (part.operation.type !== 'Default' || !/^:?[-=]$/.test(part.operation.operator)) return unknown;
      if (value === undefined) return unknown;
      const isSet = value.text !== '' || part.operation.operator.length === 1;
      return isSet
        ? [{ text: value, splits: true }]
        : operandPieces(source, part.operation.operand, variables);
    }
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return literal(text);
    default:
      return unknown;
  }
}

const operandPieces = (source: Traced, operand: Word, variables: Variables): Piece[] =>
  operand.parts?.flatMap((part) => piecesOf(source, part, variables)) ??
  literal(unescaped(cut(source, operand.pos, operand.end)));

/** Set by the shell or the engine for every process. */
const alwaysSet = new Set([
  'HOME',
  'HOSTNAME',
  'IFS',
  'LOGNAME',
  'OLDPWD',
  'OPTIND',
  'PPID',
  'PWD',
  'SHLVL',
  'TERM',
  'USER',
]);

function valueOf(name: string, { own, lookup }: Variables): Traced | undefined {
  if (own.has(name)) return own.get(name);
  if (!/^[A-Za-z_]\w*$/.test(name) || alwaysSet.has(name)) return undefined;
  const value = lookup(name);
  return value === undefined ? undefined : untraced(value ?? '');
}

/** Takes off the backslashes: outside of quotes all of them, in double quotes those in front of a few characters. */
function unescaped(text: Traced, only?: string): Traced {
  if (!text.text.includes('\\')) return text;
  const pieces: Traced[] = [];
  let from = 0;
  for (let at = text.text.indexOf('\\'); at !== -1; at = text.text.indexOf('\\', at + 2)) {
    const next = text.text.charAt(at + 1);
    if (next === '' || (only !== undefined && !only.includes(next))) continue;
    pieces.push(cut(text, from, at));
    from = next === '\n' ? at + 2 : at + 1;
  }
  pieces.push(cut(text, from));
  return join(pieces);
}
