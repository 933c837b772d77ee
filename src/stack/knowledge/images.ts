import { debianReleases, pythonReleases } from './releases.ts';

/** What an official image brings along, as far as rules ask. */
export interface KnownImage {
  distribution: 'debian' | 'alpine';
  /** Debian's code name; `undefined` on Alpine. */
  release: string | undefined;
  /** `3.14`, for the images of Python. */
  python: string | undefined;
  /** gcc, make and the headers of many libraries: the images without `-slim` are built on buildpack-deps. */
  hasCompiler: boolean;
  /** The environment that it sets; a value that changes from build to build is `undefined`. */
  environment: Readonly<Record<string, string | undefined>>;
}

const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The Debian behind a tag that names none: `python:3.14-slim`. Lines that have ended keep the release of their last build.
 *
 * Source: https://github.com/docker-library/official-images/blob/master/library/python and its history, 2026-11-23.
 */
const lastDebianOf: Readonly<Record<string, string>> = {
  '3.8': 'bookworm',
  '3.7': 'bookworm',
  '3.6': 'bullseye',
  '3.5': 'buster',
  '2.7': 'buster',
};
const currentDebian = 'trixie';

/**
 * What is known of an image by its name and tag; `undefined` for any other than the official ones of Python and Debian,
 * for a tag that cannot be read, and for one that comes with a digest only.
 */
export function knownImage(name: string, tag: string | undefined): KnownImage | undefined {
  const official = name.replace(/^docker\.io\//, '').replace(/^library\//, '');
  if (official === 'debian') return debianImage(tag ?? 'latest');
  if (official === 'python') return pythonImage(tag ?? 'latest');
  return undefined;
}

function debianImage(tag: string): KnownImage | undefined {
  const line = tag.replace(/-slim$/, '').replace(/-\d{8}$/, '');
  const named = debianReleases.releases.find(
    ({ version, also }) =>
      line === version || line === also || (also !== undefined && line.startsWith(`${also}.`)),
  )?.version;
  const release = line === 'latest' || line === 'stable' ? currentDebian : named;
  return (
    (release && {
      distribution: 'debian',
      release,
      python: undefined,
      hasCompiler: false,
      environment: { PATH: systemPath },
    }) ||
    undefined
  );
}

function pythonImage(tag: string): KnownImage | undefined {
  const match = /^(latest|\d+(?:\.\d+)?)(?:\.\d+)?(?:(?:a|b|rc)\d+)?(?:-rc)?((?:-[a-z0-9.]+)*)$/.exec(tag);
  if (match === null || tag.includes('windows')) return undefined;
  const [, written = '', variant = ''] = match;
  const newest = pythonReleases.releases[0]?.version;
  const python =
    written === 'latest' || written === '3' ? newest : written.includes('.') ? written : undefined;
  const words = variant.split('-').filter((word) => word !== '');
  const alpine = words.some((word) => word.startsWith('alpine'));
  const slim = words.includes('slim');
  const named = words.find((word) => debianReleases.releases.some(({ version }) => version === word));
  const known = words.every((word) => word === 'slim' || word === named || word.startsWith('alpine'));
  if (!known) return undefined;
  return {
    distribution: alpine ? 'alpine' : 'debian',
    release: alpine ? undefined : (named ?? lastDebianOf[python ?? ''] ?? currentDebian),
    python,
    hasCompiler: !alpine && !slim,
    environment: {
      PATH: `/usr/local/bin:${systemPath}`,
      LANG: undefined,
      GPG_KEY: undefined,
      PYTHON_VERSION: undefined,
      PYTHON_SHA256: undefined,
    },
  };
}
