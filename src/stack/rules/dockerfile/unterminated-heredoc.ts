import type { Span, Stack } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A heredoc that nothing ends, so that it takes the rest of the file. */
export const unterminatedHeredoc: Rule = {
  id: 'dockerfile/unterminated-heredoc',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ dockerfiles, stack }) {
    for (const { instructions } of dockerfiles.values())
      for (const { malformed, keyword } of instructions) {
        if (malformed?.reason !== 'unclosed-heredoc') continue;
        const { value: name, span } = malformed.at;
        const end = meantEnd(name, span, stack);
        yield {
          message:
            end === undefined
              ? `Docker stops here: no line below consists of \`${name}\` alone, so the text of this \`${keyword.value}\` never ends.`
              : `Docker stops here: the text of this \`${keyword.value}\` never ends, because the line that was meant to end it is not \`${name}\` alone.`,
          at: span,
          related: end === undefined ? [] : [{ value: `is not just ${name}`, span: end }],
          fixes:
            end === undefined
              ? []
              : [{ title: `Make the last line ${name} alone`, changes: [replace(end, name)] }],
        };
      }
  },
};

/** The first line below that is the closing word but for blanks around it or for its case. */
function meantEnd(name: string, opening: Span, stack: Stack): Span | undefined {
  const text = stack.get(opening.path)?.text ?? '';
  let from = text.indexOf('\n', opening.to) + 1;
  while (from > 0 && from < text.length) {
    const newline = text.indexOf('\n', from);
    const line = text.slice(from, newline === -1 ? text.length : newline).replace(/\r$/, '');
    if (line.trim().toLowerCase() === name.toLowerCase())
      return { path: opening.path, from, to: from + line.length };
    from = newline + 1;
  }
  return undefined;
}
