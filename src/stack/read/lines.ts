import type { Span } from '../stack.ts';
import { cut, join, trace, type Traced } from './traced.ts';

/** One instruction's line as Docker joins it: continuations and the comments between them taken out. */
export interface LogicalLine {
  line: Traced;
  /** Where the next line begins. */
  next: number;
  /** Empty lines in the middle, which Docker still skips, with a warning. */
  blanks: readonly Span[];
}

/**
 * Joins a line with those that continue it, by the rules of BuildKit's parser: the escape character at the end of a
 * line, white space behind it allowed; two of them are no continuation; comments and empty lines in between are skipped.
 */
export function logicalLine(
  file: { path: string; text: string },
  from: number,
  to: number,
  escape: string,
): LogicalLine {
  const { path, text } = file;
  const pieces: Traced[] = [];
  const blanks: Span[] = [];
  let at = from;
  while (at < to) {
    const { content, next } = physicalLine(text, at, to);
    const continued = at !== from;
    if (continued && /^\s*(#|$)/.test(content)) {
      if (content.trim() === '') blanks.push({ path, from: at, to: at + content.length });
      at = next;
      continue;
    }
    const trimmed = content.trimEnd();
    const goesOn = trimmed.endsWith(escape) && !trimmed.endsWith(escape + escape);
    pieces.push(trace(text, at, at + (goesOn ? trimmed.length - 1 : content.length)));
    at = next;
    if (!goesOn) break;
  }
  return { line: pieces.length === 0 ? trace(text, from, from) : join(pieces), next: at, blanks };
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

const heredocWord = /^\d*<<(-?)(["']?)([^<"'\s]+)\2$/;

/** Reads the heredocs that the words of a line open, one after the other, from the offset behind that line. */
export function readHeredocs(
  file: { path: string; text: string },
  words: readonly Traced[],
  from: number,
  to: number,
): Heredoc[] {
  let at = from;
  return words.flatMap((word): Heredoc[] => {
    const match = heredocWord.exec(word.text);
    if (match === null) return [];
    const [, dash, quote, name = ''] = match;
    const lines: Traced[] = [trace(file.text, at, at)];
    let closed = false;
    while (at < to && !closed) {
      const { content, next } = physicalLine(file.text, at, to);
      const tabs = dash === '-' ? content.length - content.replace(/^\t+/, '').length : 0;
      if (content.slice(tabs) === name) closed = true;
      else lines.push(trace(file.text, at + tabs, next));
      at = next;
    }
    const opening = { path: file.path, from: word.at[0] ?? 0, to: word.at.at(-1) ?? 0 };
    return [{ name, content: join(lines), expands: quote === '', opening, closed }];
  });
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

/** A line without its end, and where the next one begins. */
function physicalLine(text: string, at: number, to: number): { content: string; next: number } {
  const newline = text.indexOf('\n', at);
  const end = newline === -1 || newline > to ? to : newline;
  return { content: text.slice(at, end).replace(/\r$/, ''), next: Math.min(end + 1, to) };
}
