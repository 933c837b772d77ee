import type { Span, StackFile } from '../stack.ts';

/** One line of a .dockerignore. */
export interface IgnorePattern {
  /** As Docker compares it: without `!`, slashes at its ends and white space. */
  pattern: string;
  /** `!`: takes a file back in. */
  negated: boolean;
  span: Span;
}

/** What a .dockerignore says. */
export interface Dockerignore {
  path: string;
  patterns: readonly IgnorePattern[];
  /** The pattern that keeps a path, relative to the context, out of the build; `undefined` when it comes along. */
  ignores(path: string): IgnorePattern | undefined;
}

/**
 * Reads a .dockerignore by the rules of moby's patternmatcher: patterns are anchored at the context, `**` spans folders,
 * a match of a folder is a match of all in it, and the last pattern that matches decides.
 */
export function readDockerignore({ path, text }: Pick<StackFile, 'path' | 'text'>): Dockerignore {
  const patterns = [...text.matchAll(/[^\n]*/g)].flatMap((line): (IgnorePattern & { matches: Matcher })[] => {
    const written = line[0].replace(/^\uFEFF/, '');
    const trimmed = written.trim();
    if (written.startsWith('#') || trimmed === '' || trimmed === '!') return [];
    const from = line.index + line[0].indexOf(trimmed);
    const negated = trimmed.startsWith('!');
    const pattern = cleaned(negated ? trimmed.slice(1).trim() : trimmed);
    if (pattern === '') return [];
    const span = { path, from, to: from + trimmed.length };
    return [{ pattern, negated, span, matches: matcher(pattern) }];
  });
  return {
    path,
    patterns: patterns.map(({ pattern, negated, span }) => ({ pattern, negated, span })),
    ignores(candidate) {
      const last = patterns.findLast(({ matches }) => matches(candidate));
      return last === undefined || last.negated ? undefined : last;
    },
  };
}

type Matcher = (path: string) => boolean;

/** As Go's filepath.Clean does: no empty parts, no `.`, `..` taken back where it can be, no slash at either end. */
function cleaned(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0) parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** `**` among the parts of a pattern, `*` among the characters of a part. */
type Step<T> = 'any number' | ((item: T) => boolean);

/**
 * How many items, from the first on, the steps can take. Goes step by step and never back, so that no pattern, whatever
 * its stars, takes more than a moment.
 */
function taken<T>(steps: readonly Step<T>[], items: readonly T[]): ReadonlySet<number> {
  let counts = new Set([0]);
  for (const step of steps) {
    if (counts.size === 0) break;
    const next = new Set<number>();
    if (step === 'any number') for (let to = Math.min(...counts); to <= items.length; to++) next.add(to);
    else
      for (const at of counts) {
        const item = items[at];
        if (item !== undefined && step(item)) next.add(at + 1);
      }
    counts = next;
  }
  return counts;
}

function matcher(pattern: string): Matcher {
  // Most patterns are plain paths.
  if (!/[*?[\\]/.test(pattern)) return (path) => path === pattern || path.startsWith(`${pattern}/`);
  const steps = pattern.split('/').map((part) => (part === '**' ? 'any number' : globPart(part)));
  // Whatever lies in a folder that matches, matches too.
  return (path) => Math.max(0, ...taken(steps, path.split('/'))) > 0;
}

/** A part with `*`, `?`, `[a-z]` and backslashes; `**` inside of a word counts as `*`. */
function globPart(part: string): (name: string) => boolean {
  if (!/[*?[\\]/.test(part)) return (name) => name === part;
  const [, ending] = /^\*([^*?[\\]+)$/.exec(part) ?? [];
  if (ending !== undefined) return (name) => name.endsWith(ending);
  const steps: Step<string>[] = [];
  for (let at = 0; at < part.length; at++) {
    const char = part.charAt(at);
    const range = char === '[' ? /^\[(\^?)((?:\\.|[^\]\\])+)\]/.exec(part.slice(at)) : null;
    if (range !== null) {
      steps.push(oneOf(range[2] ?? '', range[1] === '^'));
      at += range[0].length - 1;
    } else if (char === '*') steps.push('any number');
    else if (char === '?') steps.push(() => true);
    else {
      const literal = char === '\\' && at + 1 < part.length ? part.charAt(++at) : char;
      steps.push((other) => other === literal);
    }
  }
  return (name) => taken(steps, name.split('')).has(name.length);
}

/** The characters between brackets, ranges included. */
function oneOf(written: string, negated: boolean): (char: string) => boolean {
  const chars = [...written.matchAll(/\\?([^])(?:-\\?([^]))?/g)].map(([, from = '', to = from]) => ({
    from,
    to,
  }));
  return (char) => chars.some(({ from, to }) => from <= char && char <= to) !== negated;
}
