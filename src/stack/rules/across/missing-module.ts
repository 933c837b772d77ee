import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { pythonPackages } from '../../facts/pip.ts';
import { bringers } from '../../knowledge/python-packages.ts';

/** Whether an image certainly lacks a Python module: nothing that pip installs brings it, and nothing else installs anything. */
export function lacksModule({ requirements }: Facts, image: ImageFacts, module: string): boolean {
  const { asked, complete } = pythonPackages(image, image.final, requirements);
  return complete && asked.size > 0 && !(bringers(module) ?? []).some((name) => asked.has(name));
}
