import { basesOf, type Base } from '../../facts/bases.ts';
import { debianReleases, hasEnded, pythonReleases } from '../../knowledge/releases.ts';
import type { Fix, Rule } from '../rule.ts';
import { retag } from './retag.ts';

/** A base image whose tag names no version, so that another day it is another image. */
export const baseUnpinned: Rule = {
  id: 'dockerfile/base-unpinned',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const base of images.flatMap(basesOf)) {
      const { image } = base;
      if (image.digest !== undefined || !isPublished(image.name)) continue;
      const isPython = /^(docker\.io\/)?(library\/)?python$/.test(image.name ?? '');
      const names = openNames(image.tag, isPython);
      if (names === undefined) continue;
      yield {
        message: `\`${image.value ?? ''}\` ${names}: a later build may stand on another one, with no change of yours.`,
        at: image.span,
        related: base.stages
          .slice(1)
          .map(({ stage }) => ({ value: 'stands on it too', span: stage.from.image.span })),
        fixes: isPython ? pin(base) : [],
      };
    }
  },
};

/** What a tag leaves open; `undefined` when it names a version. */
function openNames(tag: string | undefined, isPython: boolean): string | undefined {
  if (tag === undefined || tag === 'latest') return 'names no version';
  if (!isPython) return undefined;
  if (/^3(-|$)/.test(tag)) return 'leaves the version of Python open';
  return /^(slim|alpine[\d.]*|[a-z]+)(-[a-z]+)?$/.test(tag) ? 'leaves the version of Python open' : undefined;
}

/** A name alone may be an image of the reader's own, which is built on the same machine and has no version. */
const isPublished = (name: string | undefined): boolean =>
  name !== undefined &&
  (name.includes('/') ||
    /^(python|debian|ubuntu|alpine|nginx|postgres|node|redis|busybox|golang|httpd|caddy|mysql|mariadb)$/.test(
      name,
    ));

/** The newest Python that is known here, in the same variant. */
function pin(base: Base): Fix[] {
  const words = base.image.tag?.split('-') ?? [];
  const version = pythonReleases.releases[0]?.version;
  if (version === undefined || words.includes('rc')) return [];
  const alpine = words.find((word) => word.startsWith('alpine'));
  const named = words.find((word) => hasEnded(debianReleases, word) === false);
  const debian = named ?? debianReleases.releases[0]?.version ?? 'trixie';
  const variant = alpine ?? (words.includes('slim') ? `slim-${debian}` : debian);
  return retag(base, `${version}-${variant}`);
}
