import { aptCalls } from '../../facts/apt.ts';
import { basesOf } from '../../facts/bases.ts';
import type { StageFacts, Step } from '../../facts/image.ts';
import { archivedDebian } from '../../knowledge/debian.ts';
import type { Stack } from '../../stack.ts';
import type { Rule } from '../rule.ts';
import { retag } from './retag.ts';

/** apt-get on a release of Debian whose packages are no longer where the image looks for them. */
export const debianEol: Rule = {
  id: 'dockerfile/debian-eol',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const image of images)
      for (const base of basesOf(image)) {
        const release = base.known?.release;
        if (release === undefined || !archivedDebian.has(release)) continue;
        const asking = image.stages
          .filter((stage) => base.stages.some(({ stage: { from } }) => bottom(stage).stage.from === from))
          .map((stage) => firstFetch(stage, stack))
          .find((call) => call !== undefined);
        if (asking === undefined) continue;
        yield {
          message: `The build stops at \`apt-get\`: \`${base.image.value ?? ''}\` stands on Debian ${release}, whose packages are only in the archive now, where the image does not look.`,
          at: base.image.span,
          related: [{ value: 'finds no lists of packages', span: asking.command.span }],
          fixes: retag(base),
        };
      }
  },
};

const bottom = (stage: StageFacts): StageFacts => (stage.base === undefined ? stage : bottom(stage.base));

/** The first call that needs the servers of the release; none once a step has been at the list of servers. */
function firstFetch(stage: StageFacts, stack: Stack): ReturnType<typeof aptCalls>[number] | undefined {
  const step = stage.lineage.find(
    (candidate) => changesSources(candidate, stack) || fetches(candidate).length > 0,
  );
  return step === undefined || changesSources(step, stack) ? undefined : fetches(step)[0];
}

const fetches = (step: Step): ReturnType<typeof aptCalls> =>
  aptCalls(step).filter(({ action }) => action === 'update' || action === 'install');

const changesSources = ({ instruction: { span } }: Step, stack: Stack): boolean =>
  /\/etc\/apt|archive\.debian\.org|snapshot\.debian\.org/.test(
    stack.get(span.path)?.text.slice(span.from, span.to) ?? '',
  );
