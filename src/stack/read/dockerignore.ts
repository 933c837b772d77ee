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
      const prefixes = parents(candidate);
      const last = patterns.findLast(({ matches }) => prefixes.some(matches));
      return last === undefined || last.negated ? undefined : last;
    },
  };
}

type Matcher = (path: string) => boolean;

/** The path itself and every folder above it. */
const parents = (path: string): string[] =>
  path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));

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

/** Compares part by part, so that no pattern, whatever its stars, takes more than a moment. */
function matcher(pattern: string): Matcher {
  const parts = pattern.split('/').map((part) => (part === '**' ? part : globPart(part)));
  return (path) => {
    const names = path.split('/');
    // reachable[i]: the parts up to here match the first i names.
    let reachable = new Set([0]);
    for (const part of parts) {
      const next = new Set<number>();
      for (const at of reachable) {
        if (part === '**') for (let to = at; to <= names.length; to++) next.add(to);
        else if (at < names.length && part(names[at] ?? '')) next.add(at + 1);
      }
      reachable = next;
    }
    return reachable.has(names.length);
  };
}

type Glob = { star: true } | { star: false; accepts: (char: string) => boolean };

/** A part with `*`, `?`, `[a-z]` and backslashes; `**` inside of a word counts as `*`. */
function globPart(part: string): (name: string) => boolean {
  if (!/[*?[\\]/.test(part)) return (name) => name === part;
  const globs: Glob[] = [];
  for (let at = 0; at < part.length; at++) {
    const char = part.charAt(at);
    const range = char === '[' ? /^\[(\^?)((?:\\.|[^\]\\])+)\]/.exec(part.slice(at)) : null;
    if (range !== null) {
      globs.push({ star: false, accepts: oneOf(range[2] ?? '', range[1] === '^') });
      at += range[0].length - 1;
    } else if (char === '*') globs.push({ star: true });
    else if (char === '?') globs.push({ star: false, accepts: () => true });
    else {
      const literal = char === '\\' && at + 1 < part.length ? part.charAt(++at) : char;
      globs.push({ star: false, accepts: (other) => other === literal });
    }
  }
  return (name) => {
    let reachable = new Set([0]);
    for (const glob of globs) {
      const next = new Set<number>();
      for (const at of reachable) {
        if (glob.star) for (let to = at; to <= name.length; to++) next.add(to);
        else if (at < name.length && glob.accepts(name.charAt(at))) next.add(at + 1);
      }
      reachable = next;
    }
    return reachable.has(name.length);
  };
}

/** The characters between brackets, ranges included. */
function oneOf(written: string, negated: boolean): (char: string) => boolean {
  const chars = [...written.matchAll(/\\?([^])(?:-\\?([^]))?/g)].map(([, from = '', to = from]) => ({
    from,
    to,
  }));
  return (char) => chars.some(({ from, to }) => from <= char && char <= to) !== negated;
}
