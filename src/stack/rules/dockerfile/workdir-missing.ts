import type { StageFacts } from '../../facts/image.ts';
import type { Finding, Rule } from '../rule.ts';

/** COPY to a relative path where no WORKDIR has been set. */
export const workdirMissing: Rule = {
  id: 'dockerfile/workdir-missing',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const stage of images.flatMap(({ stages }) => stages)) {
      const finding = findingFor(stage);
      if (finding !== undefined) yield finding;
    }
  },
};

function findingFor({ image, steps, lineage }: StageFacts): Finding | undefined {
  // An image of the reader's own may have a WORKDIR of its own; an empty one has nothing to mix with.
  if (image === undefined) return undefined;
  const set = lineage.find(({ instruction: { kind } }) => kind === 'workdir');
  for (const step of steps) {
    if (step === set) return undefined;
    const { instruction } = step;
    if (instruction.kind !== 'copy' && instruction.kind !== 'add') continue;
    const { value, written, span } = instruction.destination;
    if (
      value === undefined ||
      value === '' ||
      /^[/\\]|^[A-Za-z]:/.test(value) ||
      (set?.stage !== undefined && set.stage < step.stage)
    )
      continue;
    return {
      message: `\`${written}\` means the root of the file system here, among the folders of the system itself: no \`WORKDIR\` stands above it.`,
      at: span,
    };
  }
  return undefined;
}
