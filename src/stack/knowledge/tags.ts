import { debianReleases, hasEnded, pythonReleases } from './releases.ts';
import type { KnownImage } from './images.ts';

/**
 * The tag of the official Python image to take in the place of another: with the version of Python, where that still
 * gets fixes, the same variant, and the current release of Debian.
 */
export function soundPythonTag({ python, hasCompiler, distribution }: KnownImage): string {
  const newest = pythonReleases.releases[0]?.version ?? '3';
  const version = python === undefined || hasEnded(pythonReleases, python) === true ? newest : python;
  const debian = debianReleases.releases[0]?.version ?? 'trixie';
  if (distribution === 'alpine') return `${version}-alpine`;
  return hasCompiler ? `${version}-${debian}` : `${version}-slim-${debian}`;
}
