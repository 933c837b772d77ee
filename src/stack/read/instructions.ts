import type { Located, Span } from '../stack.ts';
import { lineAt, logicalLine, readHeredocs, splitFlags, type Heredoc } from './lines.ts';
import { quotedWords } from './pairs.ts';
import { cut, located, trace, trimmed, wordsOf, type Traced } from './traced.ts';

/** An instruction before anybody asks what it means. */
export interface RawInstruction {
  /** In upper case, whatever its case in the file. */
  keyword: Located<string>;
  /** From the keyword to the end of its last line, heredocs included. */
  span: Span;
  flags: readonly Traced[];
  /** What is left of the logical line behind keyword and flags. */
  args: Traced;
  heredocs: readonly Heredoc[];
  /** Empty lines between its continuations. */
  blanks: readonly Span[];
}

interface RawDockerfile {
  /** The sign that continues a line: `\`, or what the file's directive says. */
  escape: string;
  instructions: readonly RawInstruction[];
}

/**
 * Splits a Dockerfile into its instructions; any text is taken.
 *
 * By the rules of BuildKit's parser (`frontend/dockerfile/parser`), whose lines end at `\n` alone: any other `\r` is
 * white space.
 */
export function splitDockerfile(file: { path: string; text: string }): RawDockerfile {
  const { text } = file;
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const escape = escapeSign(text, start);
  const instructions: RawInstruction[] = [];
  for (let at = behindBlanks(text, start); at < text.length; at = behindBlanks(text, at)) {
    if (text[at] === '#') {
      at = lineAt(text, at).next;
      continue;
    }
    const { next, ...instruction } = instructionAt(file, at, escape);
    instructions.push(instruction);
    at = next;
  }
  return { escape, instructions };
}

/** White space in front of an instruction; a BOM counts as such for JavaScript, and for Docker as a letter. */
const blanks = /[^\S\ufeff]*/y;

function behindBlanks(text: string, at: number): number {
  blanks.lastIndex = at;
  blanks.test(text);
  return blanks.lastIndex;
}

/** What a line at the top may set. Any other line, a comment or an empty one among them, ends the directives. */
const directive = /^#\s*(syntax|escape|check)\s*=\s*(\S[^]*)$/i;

function escapeSign(text: string, start: number): string {
  let at = start;
  for (;;) {
    const { to, next } = lineAt(text, at);
    const [, name, value] = directive.exec(text.slice(at, to).trim()) ?? [];
    if (name === undefined) return '\\';
    if (name.toLowerCase() === 'escape') return value === '`' ? '`' : '\\';
    at = next;
  }
}

function instructionAt(
  file: { path: string; text: string },
  from: number,
  escape: string,
): RawInstruction & { next: number } {
  const { path } = file;
  const logical = logicalLine(file, from, escape);
  const { line } = logical;
  const first = /[^\t\v\f\r ]+/.exec(line.text);
  const end = first === null ? 0 : first.index + first[0].length;
  // Where an escape sign has nothing to continue, it is the keyword.
  const word = first === null ? trace(file.text, from, from + 1) : cut(line, first.index, end);
  const keyword = { ...located(path, word), value: word.text.toUpperCase() };
  const { flags, rest } = splitFlags(cut(line, end));
  const args = trimmed(rest);
  const runs = keyword.value === 'ONBUILD' ? (wordsOf(args)[0]?.text.toUpperCase() ?? '') : keyword.value;
  const words = takesHeredocs.has(runs) && args.text.includes('<<') ? quotedWords(args, escape) : [];
  const { heredocs, to, next } = readHeredocs(file, words, logical);
  return {
    keyword,
    span: { path, from: keyword.span.from, to },
    flags,
    args,
    heredocs,
    blanks: logical.blanks,
    next,
  };
}

const takesHeredocs = new Set(['RUN', 'COPY', 'ADD']);
