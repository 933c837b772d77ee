import type { Located, Span } from '../stack.ts';

/** A variable that a text reads, with the place of `$NAME` or of the whole of `${NAME…}`. */
export interface Reference extends Located<string> {
  /** It has a form that says what holds when the name is not set: `${NAME:-…}`, `${NAME+…}`. */
  hasDefault: boolean;
}

/**
 * The variables that a stretch of a Dockerfile reads, in order. Comments between continued lines are passed over, as is
 * what an escape character makes plain text.
 *
 * @param quotes whether single quotes keep a `$` as it is: in every instruction but those that a shell reads, where an
 *   inner shell may still replace it
 */
export function referencesIn(
  text: string,
  span: Span,
  { escape, quotes }: { escape: string; quotes: boolean },
): Reference[] {
  const references: Reference[] = [];
  const source = text
    .slice(span.from, span.to)
    .replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
  let double = false;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (char === escape) at++;
    else if (char === '"') double = !double;
    else if (char === "'" && quotes && !double) {
      const end = source.indexOf("'", at + 1);
      if (end === -1) return references;
      at = end;
    } else if (char === '$') {
      const match = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(\}|[^}]*\}?))/.exec(source.slice(at));
      const name = match?.[1] ?? match?.[2];
      if (match === null || name === undefined) continue;
      const from = span.from + at;
      references.push({
        value: name,
        span: { path: span.path, from, to: from + match[0].length },
        hasDefault: /^:?[-+?]/.test(match[3] ?? ''),
      });
      // What stands inside the braces may read further variables.
      at += match[3] === undefined || match[3] === '}' ? match[0].length - 1 : name.length + 1;
    }
  }
  return references;
}
