import type { ImageFacts } from '../../facts/image.ts';
import { launchOf } from '../../facts/launch.ts';
import { packagesOf } from '../../facts/apt.ts';
import { bashismsIn } from '../../facts/bashisms.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A start script whose `#!` names a shell that the image does not have: bash on Alpine, ash on Debian. */
export const shellNotInstalled: Rule = {
  id: 'across/shell-not-installed',
  severity: 'error',
  yieldsTo: ['entrypoint/crlf'],
  reads: ['entrypoint'],
  *check({ images, scripts }) {
    for (const image of images) {
      const started = launchOf(image, scripts)?.script;
      const shebang = started?.script.shebang;
      if (started === undefined || shebang === undefined || started.openedBy === 'shell') continue;
      const { interpreter, argument } = shebang.value;
      const shell = interpreter.endsWith('/env') ? (argument ?? '') : (interpreter.split('/').at(-1) ?? '');
      if (!lacksShell(image, shell)) continue;
      const own = shell === 'ash' || bashismsIn(started.script, { pipefail: true }).length === 0;
      yield {
        message: `The container does not start: \`${started.file.path}\` is to be read by \`${interpreter.endsWith('/env') ? shell : interpreter}\`, which is not in \`${image.final.imageName.value ?? 'the image'}\`. The message blames the script.`,
        at: shebang.span,
        related: [
          { value: 'starts it', span: started.word.span },
          { value: 'the image', span: image.final.imageName.span },
        ],
        fixes: own ? [{ title: 'Let /bin/sh read it', changes: [replace(shebang.span, '#!/bin/sh')] }] : [],
      };
    }
  },
};

/** The shells that each distribution's slim image is without. */
const missing: Readonly<Record<'debian' | 'alpine', readonly string[]>> = {
  debian: ['ash', 'zsh', 'ksh', 'fish'],
  alpine: ['bash', 'dash', 'zsh', 'ksh', 'fish'],
};

function lacksShell({ final }: ImageFacts, shell: string): boolean {
  const distribution = final.image?.distribution;
  if (distribution === undefined || !missing[distribution].includes(shell)) return false;
  const commands = final.lineage.flatMap((step) => step.commands);
  const mentioned = commands.some(
    ({ program, words }) =>
      program === undefined || words.some(({ written }) => written.split(/[^a-z]/).includes(shell)),
  );
  return !mentioned && packagesOf(final.lineage).complete && !bringsFromElsewhere(final.lineage);
}

/** Programs copied from an image that is not looked into. */
const bringsFromElsewhere = (steps: ImageFacts['final']['lineage']): boolean =>
  steps.some(
    ({ instruction }) =>
      instruction.kind === 'copy' &&
      instruction.from !== undefined &&
      /^(\/usr(\/local)?)?(\/s?bin)?\/?$/.test(instruction.destination.value ?? '/'),
  );
