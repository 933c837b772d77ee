import { DockerfileParser } from 'dockerfile-ast';
import type { Located, Span } from '../stack.ts';
import { logicalLine, readHeredocs, splitFlags, type Heredoc } from './lines.ts';
import { trimmed, wordsOf, type Traced } from './traced.ts';

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

export interface RawDockerfile {
  /** `escape`, `syntax`, `check` at the top of the file. */
  directives: readonly { name: string; value: Located<string> }[];
  escape: string;
  /** Without the `#`. */
  comments: readonly Located<string>[];
  instructions: readonly RawInstruction[];
}

const takesHeredocs = new Set(['RUN', 'COPY', 'ADD']);

/**
 * Splits a Dockerfile into its instructions; any text is taken.
 *
 * dockerfile-ast tells where instructions, comments and directives stand. What is inside an instruction we read
 * ourselves: the library takes words of heredocs for arguments, splits quoted values, and leaves `${A:-b}` alone.
 */
export function splitDockerfile(file: { path: string; text: string }): RawDockerfile {
  const { path, text } = file;
  const parsed = DockerfileParser.parse(text);
  const escape = parsed.getEscapeCharacter();
  const offset = offsets(text);
  const spanAt = (range: Range): Span => {
    const from = offset(range.start);
    return { path, from, to: Math.max(from, offset(range.end)) };
  };
  const locate = (value: string, range: Range): Located<string> => ({ value, span: spanAt(range) });

  return {
    escape,
    directives: parsed.getDirectives().map((directive) => ({
      name: directive.getName().toLowerCase(),
      value: locate(directive.getValue(), directive.getValueRange()),
    })),
    comments: parsed.getComments().map((comment) => locate(comment.getContent(), comment.getRange())),
    instructions: parsed.getInstructions().map((instruction): RawInstruction => {
      const keyword = locate(instruction.getKeyword(), instruction.getInstructionRange());
      const span = spanAt(instruction.getRange());
      const { line, next, blanks } = logicalLine(file, keyword.span.to, span.to, escape);
      const { flags, rest } = splitFlags(line);
      const heredocs = takesHeredocs.has(keyword.value)
        ? readHeredocs(file, wordsOf(rest), next, span.to)
        : [];
      return { keyword, span, flags, args: trimmed(rest), heredocs, blanks };
    }),
  };
}

interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

/** Line and character, as the library counts them, to an offset. Its lines also end at a lone `\r`. */
function offsets(text: string): (position: Range['start']) => number {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return ({ line, character }) => Math.min((starts[line] ?? text.length) + character, text.length);
}
