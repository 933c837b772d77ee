import type { BuildContext } from '../../facts/context.ts';
import { normalPath } from '../../facts/paths.ts';
import { kindOf } from '../../read/kind.ts';
import type { Stack } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A COPY of a requirements file that the project does not have. */
export const requirementsAbsent: Rule = {
  id: 'across/requirements-absent',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const { context, stages } of images) {
      if (context?.complete !== true) continue;
      for (const { instruction } of stages.flatMap(({ steps }) => steps)) {
        if (instruction.kind !== 'copy' && instruction.kind !== 'add') continue;
        if (instruction.from !== undefined) continue;
        for (const { value, span } of instruction.sources) {
          if (value === undefined || /[*?[$]|^<<|:\/\//.test(value) || kindOf(value) !== 'requirements')
            continue;
          const path = normalPath(value).replace(/^\//, '');
          if (context.file(path) !== undefined || context.filesBelow(path).length > 0) continue;
          const others = requirementsIn(stack, context);
          const [only] = others;
          yield {
            message: `The build stops here: there is no \`${path}\` in the project.${others.length === 0 ? '' : ` There is ${others.map((other) => `\`${other}\``).join(' and ')}.`}`,
            at: span,
            fixes:
              only !== undefined && others.length === 1
                ? [{ title: `Copy ${only}`, changes: [replace(span, only)] }]
                : [],
          };
        }
      }
    }
  },
};

/** The requirements files of the project, seen from the folder of the build. */
function requirementsIn(stack: Stack, { folder, filesBelow }: BuildContext): string[] {
  const all = filesBelow('').filter(({ kind, path }) => kind === 'requirements' && stack.has(path));
  return all.map(({ path }) => (folder === '' ? path : path.slice(folder.length + 1)));
}
