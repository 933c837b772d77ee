import { aptCalls } from '../../facts/apt.ts';
import { gonePackage } from '../../knowledge/packages.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A package that the Debian of the base image has no longer. */
export const packageGone: Rule = {
  id: 'dockerfile/package-gone',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const stage of images.flatMap(({ stages }) => stages))
      for (const call of stage.steps.flatMap(aptCalls)) {
        if (call.action !== 'install' || stage.image?.release === undefined) continue;
        for (const { value: name, span } of call.packages) {
          const gone = gonePackage(name, stage.image.release);
          if (gone === undefined) continue;
          const { instead } = gone;
          yield {
            message: `The build stops here: Debian ${stage.image.release}, on which \`${stage.imageName.value ?? 'the image'}\` stands, has no package \`${name}\`.${instead === undefined ? '' : ` Its place was taken by \`${instead}\`.`}`,
            at: span,
            related: [{ value: `Debian ${stage.image.release}`, span: stage.imageName.span }],
            fixes:
              instead === undefined
                ? []
                : [{ title: `Install ${instead}`, changes: [replace(span, instead)] }],
          };
        }
      }
  },
};
