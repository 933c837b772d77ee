import { basesOf, type Base } from '../../facts/bases.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { soundPythonTag } from '../../knowledge/tags.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Rule } from '../rule.ts';
import { retag } from './retag.ts';

/** Debian's package manager on Alpine, which has another one. */
export const alpineWithApt: Rule = {
  id: 'dockerfile/alpine-with-apt',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const image of images)
      for (const base of basesOf(image)) {
        if (!isAlpine(base)) continue;
        const commands = commandsOn(base, image);
        const call = commands.find(isApt);
        // Where both are called, something decides between them.
        if (call === undefined || commands.some(asksWhatIsThere)) continue;
        yield {
          message: `The build stops here: \`${base.image.value ?? ''}\` is Alpine, which has no \`${call.program ?? ''}\`. Its packages come from \`apk\`, under other names.`,
          at: call.programWord?.span ?? call.span,
          related: [{ value: 'Alpine', span: base.image.span }],
          fixes: retag(base, base.known?.python && soundPythonTag({ ...base.known, distribution: 'debian' })),
        };
      }
  },
};

const isAlpine = ({ image: { name, tag } }: Base): boolean =>
  /(^|\/)alpine$/.test(name ?? '') || /(^|-)alpine[\d.]*(-|$)/.test(tag ?? '');

const isApt = ({ program, within }: ShellCommand): boolean =>
  (program === 'apt-get' || program === 'apt') && within.length === 0;

const asksWhatIsThere = ({ program, words }: ShellCommand): boolean =>
  program === 'apk' || program === 'which' || program === 'type' || words[0]?.value === 'command';

function commandsOn(base: Base, { stages }: ImageFacts): ShellCommand[] {
  return stages
    .filter(
      ({ imageName, stage }) =>
        imageName.value === base.image.value || base.stages.some((b) => b.stage === stage),
    )
    .flatMap(({ steps }) => steps.flatMap(({ commands }) => commands));
}
