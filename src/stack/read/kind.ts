import type { FileKind } from '../stack.ts';

/** Patterns over the whole path, in order: the first that fits decides. */
const patterns: readonly (readonly [RegExp, FileKind])[] = [
  // What tells of Dockerfiles, or works on them.
  [/\.(md|mdx|rst|adoc|html)$|(^|\/)dockerfile[^/]*\.(go|js|ts|rs)$/, 'other'],
  [/(^|[./])dockerignore$/i, 'dockerignore'],
  [/(^|\/)(dockerfile|containerfile)([.-][^/]*)?$/i, 'dockerfile'],
  [/\.(dockerfile|containerfile)$/i, 'dockerfile'],
  [/(^|\/)(docker-)?compose([.-][^/]*)?\.ya?ml$/i, 'compose'],
  [/(^|\/)[^/]*(requirements|constraints)[^/]*\.(txt|in)$/i, 'requirements'],
  [/(^|\/)requirements\/[^/]+\.(txt|in)$/i, 'requirements'],
  [/(^|\/)\.env([.-][^/]*)?$|(^|\/)[^/]+\.env$/i, 'env'],
  [/(^|\/)([^/]+_)?settings([_-][^/]*)?\.py$/i, 'settings'],
  [/(^|\/)settings\/[^/]+\.py$/i, 'settings'],
  [/\.pyw?$/i, 'python'],
  [/(^|\/)[^/]*entry-?point[^/.]*(\.(sh|bash))?$/i, 'entrypoint'],
  [/\.(sh|bash)$/i, 'entrypoint'],
  [/(^|\/)nginx[^/]*\.conf(\.template)?$|\.nginx$/i, 'nginx'],
  [/(^|\/)(nginx|conf\.d|sites-(available|enabled))\/(.*\/)?[^/]+\.conf(\.template)?$/i, 'nginx'],
  [/(^|\/)sites-(available|enabled)\/[^/.]+$/i, 'nginx'],
];

/** What is in a file whose name alone does not tell. */
const signs: readonly (readonly [RegExp, FileKind])[] = [
  [/^#![^\n]*\/(env +)?(ba|da|a)?sh\b/, 'entrypoint'],
  [/^[ \t]*(server|upstream +\S+|location +\S[^\n]*)[ \t]*\{/m, 'nginx'],
];

/**
 * A template of such a file, as Cookiecutter and Copier fill them: what it says is known only then. Docker and pip read
 * none of these lines; a value in braces further behind may stand in any file.
 */
const templates: Partial<Record<FileKind, RegExp>> = {
  dockerfile: /^[ \t]*(\{%|\{\{|\{#)|^[ \t]*FROM\b.*\{\{|\{%[-+]?[ \t]+(if|for|else|end\w+)\b/im,
  requirements: /\{%|\{\{/,
};

/**
 * What a file is to the checker, by its path and, where that does not tell, by its text.
 * Names in a stack of any shape are known: `docker/web.Dockerfile`, `requirements/prod.txt`, `config/settings/base.py`.
 */
export function kindOf(path: string, text = ''): FileKind {
  const byPath = patterns.find(([pattern]) => pattern.test(path));
  if (byPath !== undefined) return templates[byPath[1]]?.test(text) === true ? 'other' : byPath[1];
  const mayBeConf = /\.(conf|template)$|(^|\/)[^/.]+$/.test(path);
  return (mayBeConf ? signs.find(([sign]) => sign.test(text))?.[1] : undefined) ?? 'other';
}
