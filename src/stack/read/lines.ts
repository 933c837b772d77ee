import type { Span } from '../stack.ts';
import { cut, join, spanOf, trace, type Traced } from './traced.ts';

/** One instruction's line as Docker joins it: continuations and the comments between them taken out. */
export interface LogicalLine {
  line: Traced;
  /** Where its last line ends. */
  to: number;
  /** Where the next line begins. */
  next: number;
  /** Empty lines in the middle, which Docker still skips, with a warning. */
  blanks: readonly Span[];
}

/**
 * Joins a line with those that continue it, by the rules of BuildKit's parser: the escape character at the end of a
 * line, blanks behind it allowed; two of them are no continuation; comments and empty lines in between are skipped.
 */
export function logicalLine(
  { path, text }: { path: string; text: string },
  from: number,
  escape: string,
): LogicalLine {
  const pieces: Traced[] = [];
  const blanks: Span[] = [];
  let at = from;
  while (at < text.length) {
    const { to, next } = lineAt(text, at);
    const sign = at === from ? '' : /\S|$/.exec(text.slice(at, to))?.[0];
    if (at !== from && (sign === '#' || sign === '')) {
      if (sign === '') blanks.push({ path, from: at, to });
    } else {
      const last = behind(text, at, to, ' \t') - 1;
      const goesOn = last >= at && text[last] === escape && (last === at || text[last - 1] !== escape);
      pieces.push(trace(text, at, goesOn ? last : to));
      if (!goesOn) return { line: join(pieces), to, next, blanks };
    }
    at = next;
  }
  return { line: join(pieces), to: text.length, next: text.length, blanks };
}

/** The text of a heredoc, between the line that opens it and the one that closes it. */
export interface Heredoc {
  name: string;
  /** Raw, line ends included; with `<<-` the tabs at the head of each line are not part of it. */
  content: Traced;
  /** Variables in it are replaced: its name was written without quotes. */
  expands: boolean;
  /** The word that opens it. */
  opening: Span;
  /** Its closing line is there. */
  closed: boolean;
}

const heredocWord = /^\d*<<(-?)(?:(["'])([^<"']+)\2|([^<"'\s]+))$/;

/**
 * Reads the heredocs that the words of a line open, one after the other, from behind that line.
 *
 * @returns them, and where the last line ends and the next one begins
 */
export function readHeredocs(
  { path, text }: { path: string; text: string },
  words: readonly Traced[],
  line: { to: number; next: number },
): { heredocs: Heredoc[]; to: number; next: number } {
  const heredocs: Heredoc[] = [];
  let { to, next } = line;
  for (const word of words) {
    const match = heredocWord.exec(word.text);
    if (match === null) continue;
    const [, dash, quote, quoted, name = quoted ?? ''] = match;
    const lines: Traced[] = [trace(text, next, next)];
    let closed = false;
    while (next < text.length && !closed) {
      const at = next;
      ({ to, next } = lineAt(text, at));
      const from = dash === '-' ? behindTabs(text, at) : at;
      if (text.slice(from, to) === name) closed = true;
      else lines.push(trace(text, from, next));
    }
    if (!closed) to = text.length;
    heredocs.push({
      name,
      content: join(lines),
      expands: quote === undefined,
      opening: spanOf(path, word),
      closed,
    });
  }
  return { heredocs, to, next };
}

/** Flags in front of an instruction's arguments, `--name=value`, and what is left. */
export function splitFlags(args: Traced): { flags: Traced[]; rest: Traced } {
  const flags: Traced[] = [];
  let at = 0;
  for (;;) {
    const match = /^\s*(--\S+)(?=\s|$)/.exec(args.text.slice(at));
    if (match?.[1] === undefined) return { flags, rest: cut(args, at) };
    const end = at + match[0].length;
    flags.push(cut(args, end - match[1].length, end));
    at = end;
  }
}

/** Where the line at an offset ends, its `\r` left out, and where the next one begins. */
export function lineAt(text: string, at: number): { to: number; next: number } {
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  return { to: behind(text, at, end, '\r'), next: Math.min(end + 1, text.length) };
}

/** Where a stretch ends when these signs at its end are left out. */
function behind(text: string, from: number, to: number, signs: string): number {
  let end = to;
  while (end > from && signs.includes(text.charAt(end - 1))) end--;
  return end;
}

function behindTabs(text: string, from: number): number {
  let at = from;
  while (text[at] === '\t') at++;
  return at;
}
