import { packagesOf } from '../../facts/apt.ts';
import type { StageFacts, Step } from '../../facts/image.ts';
import { below } from '../../facts/paths.ts';
import { optionNamed, uwsgiServer } from '../../facts/uwsgi-server.ts';
import { bringsMimeTypes } from '../../knowledge/packages.ts';
import type { Stack } from '../../stack.ts';
import { installPackage } from '../apt-fix.ts';
import type { Rule } from '../rule.ts';

/** uWSGI that sends files without the table that says what they are. */
export const mimeTypesMissing: Rule = {
  id: 'across/mime-types-missing',
  severity: 'hint',
  yieldsTo: ['dockerfile/package-gone'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      if (server?.complete !== true || optionNamed(server, 'mime-file', 'mimefile') !== undefined) continue;
      const map = optionNamed(server, 'static-map', 'static-map2', 'check-static', 'static-check');
      if (map === undefined || !lacksTypes(facts.stack, image.final)) continue;
      yield {
        message:
          'uWSGI sends your style sheets without saying what they are, and a careful browser leaves them unused: the slim image has no `/etc/mime.types`, and no package brings it.',
        at: map.variable.span,
        fixes: [
          {
            title: 'Install media-types',
            changes: [installPackage(facts.stack, image, image.final, 'media-types')],
          },
        ],
      };
    }
  },
};

function lacksTypes(stack: Stack, { image, lineage }: StageFacts): boolean {
  if (image?.distribution !== 'debian' || image.hasCompiler) return false;
  const { installed, complete } = packagesOf(lineage);
  if (!complete || [...installed.keys()].some(bringsMimeTypes)) return false;
  return !lineage.some((step) => mayBring(stack, step));
}

function mayBring(stack: Stack, { instruction, commands }: Step): boolean {
  const { span } = instruction;
  const text = stack.get(span.path)?.text.slice(span.from, span.to) ?? '';
  const copied =
    instruction.kind === 'copy' &&
    below(instruction.destination.value ?? '/', '/etc/mime.types') !== undefined;
  return (
    copied ||
    text.includes('mime.types') ||
    commands.some(({ program }) => program === undefined || /\.sh$|^(sh|bash|make)$/.test(program))
  );
}
