/** A path made absolute as Linux does, seen from a folder; `undefined` when it is relative and the folder unknown. */
export function resolvePath(from: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) return normalPath(path);
  return from === undefined ? undefined : normalPath(`${from}/${path}`);
}

/** Without `.`, `..`, and slashes too many; absolute paths stay absolute. */
export function normalPath(path: string): string {
  // Nearly every path is so already.
  if (!/(^|\/)\.{1,2}(\/|$)|\/\/|.\/$/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

/** What is left of a path below a folder: `''` for the folder itself, `undefined` when it lies elsewhere. */
export function below(folder: string, path: string): string | undefined {
  if (path === folder) return '';
  const prefix = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** The last part. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What is in front of the last part; `''` when there is nothing. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
