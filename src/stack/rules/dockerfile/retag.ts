import type { Base } from '../../facts/bases.ts';
import { soundPythonTag } from '../../knowledge/tags.ts';
import { replace } from '../fix.ts';
import type { Fix } from '../rule.ts';

/**
 * Gives another tag to an image of Python, in every FROM that names it. No fix where the name is put together from
 * variables or stands with a digest.
 */
export function retag({ known, stages }: Base, tag = known?.python && soundPythonTag(known)): Fix[] {
  const images = stages.map(({ stage }) => stage.from.image);
  if (
    tag === undefined ||
    images.some(({ value, written, digest }) => value !== written || digest !== undefined)
  )
    return [];
  return [
    {
      title: `Take ${images[0]?.name ?? ''}:${tag}`,
      changes: images.map(({ name, span }) => replace(span, `${name ?? ''}:${tag}`)),
    },
  ];
}
