import { forEachChild, type SyntaxNode } from 'unbash';
import type { Script } from '../read/entrypoint.ts';
import type { ShellCommand } from '../read/shell.ts';
import { cut, spanOf, type Value } from '../read/traced.ts';
import type { Span } from '../stack.ts';

/** Something of bash's in a script, and what dash does with it. */
export interface Bashism {
  /** As it is written, or the part of it that tells. */
  what: string;
  /** dash cannot read the script any further; otherwise it goes on, or ends if `set -e` is on. */
  stopsReading: boolean;
  span: Span;
}

/** Commands of bash that dash looks for as programs. */
const bashOnly = new Set('[[ declare let mapfile popd pushd readarray shopt source typeset'.split(' '));

/** Options of commands that both have. */
const bashOptions: Readonly<Record<string, RegExp>> = {
  read: /^-\w*[adinNstu]/,
  printf: /^-v/,
  export: /^-[a-z]*f/,
};

/**
 * What dash, which is `/bin/sh` on Debian, does not take. Each was tried on dash 0.5.12-12 (Debian 13), 2026-11-23; Debian's
 * build of it takes `set -o pipefail`, that of Debian 12 and before does not.
 */
export function bashismsIn(
  script: Pick<Script, 'shell' | 'commands'>,
  { pipefail }: { pipefail: boolean },
): Bashism[] {
  const { shell, commands } = script;
  const found: Bashism[] = [];
  const place = (from: number, to: number): Span => spanOf(shell.path, cut(shell.text, from, to));
  const visit = (node: SyntaxNode): void => {
    const syntax = syntaxOf(node, shell.text.text);
    if (syntax !== undefined)
      found.push({
        what: syntax.what,
        stopsReading: syntax.stopsReading,
        span: place(node.pos, Math.min(node.end, node.pos + syntax.length)),
      });
    if (node.type === 'CommandExpansion' && node.script?.source !== undefined) return;
    forEachChild(node, visit);
  };
  visit(shell.tree);
  found.push(...commands.flatMap((command) => commandOf(command, pipefail)));
  return found.sort((a, b) => a.span.from - b.span.from);
}

function syntaxOf(
  node: SyntaxNode,
  text: string,
): { what: string; length: number; stopsReading: boolean } | undefined {
  const stop = (what: string, length = node.end - node.pos) => ({ what, length, stopsReading: true });
  const goOn = (what: string, length = what.length) => ({ what, length, stopsReading: false });
  switch (node.type) {
    case 'TestCommand':
      return goOn('[[');
    case 'ArithmeticCommand':
      return goOn('((');
    case 'ArithmeticFor':
      return stop('for ((', 6);
    case 'Select':
      return stop('select', 6);
    case 'Function':
      return /^function\s/.test(text.slice(node.pos, node.end)) ? stop('function', 8) : undefined;
    case 'ArrayValue':
      return stop('( … )', 1);
    case 'ProcessSubstitution':
      return stop(`${node.operator}( … )`, 2);
    case 'HereString':
      return stop('<<<', 3);
    case 'Pipeline':
      return node.operators.includes('|&') ? stop('|&') : undefined;
    case 'CaseItem':
      return node.terminator === ';&' || node.terminator === ';;&' ? stop(node.terminator) : undefined;
    case 'ParameterExpansion': {
      const kind = node.operation?.type ?? '';
      const known =
        ['', 'Default', 'Remove'].includes(kind) && node.prefix !== '!' && node.index === undefined;
      return known ? undefined : { ...stop(node.text), stopsReading: false };
    }
    case 'Assignment':
      return node.append === true ? goOn(`${node.name}+=`) : undefined;
    default:
      return undefined;
  }
}

function commandOf(command: ShellCommand, pipefail: boolean): Bashism[] {
  const [first] = command.words;
  const name = first?.value;
  if (first === undefined || name === undefined) return [];
  if (bashOnly.has(name)) return [{ what: name, stopsReading: false, span: first.span }];
  if (name === 'set' && !pipefail) {
    const option = command.args.find(({ value }) => value === 'pipefail');
    return option === undefined ? [] : [{ what: 'set -o pipefail', stopsReading: false, span: option.span }];
  }
  if (name === 'trap') {
    const signal = command.args.find(
      ({ value }) => value === 'ERR' || value === 'DEBUG' || value === 'RETURN',
    );
    return signal === undefined
      ? []
      : [{ what: `trap … ${signal.written}`, stopsReading: false, span: signal.span }];
  }
  const word = command.args.find((each, index) => isBashWord(name, each, index));
  if (word !== undefined)
    return [
      {
        what: name === 'echo' && word.value?.startsWith('-') === true ? `echo ${word.written}` : word.written,
        stopsReading: false,
        span: word.span,
      },
    ];
  const option = Object.hasOwn(bashOptions, name)
    ? command.args.find(({ value }) => bashOptions[name]?.test(value ?? '') === true)
    : undefined;
  return option === undefined
    ? []
    : [{ what: `${name} ${option.written}`, stopsReading: false, span: option.span }];
}

/** `[ a == b ]`, `echo -e`, and braces such as `{1..3}` and `a{b,c}`, which dash leaves as they are. */
function isBashWord(name: string, { value, written }: Value, index: number): boolean {
  if ((name === '[' || name === 'test') && written === '==') return true;
  if (name === 'echo' && index === 0 && /^-n?en?$/.test(value ?? '')) return true;
  return /(?<!\$)\{(?:[\w./-]*,[\w./,-]*|\w+\.\.\w+)\}/.test(written) && !/["'\\`(]/.test(written);
}
