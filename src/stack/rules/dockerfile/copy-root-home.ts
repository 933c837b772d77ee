import type { Step } from '../../facts/image.ts';
import { below, resolvePath } from '../../facts/paths.ts';
import type { Rule } from '../rule.ts';

/** What a server that is not root must read, copied to where only root may enter. */
export const copyRootHome: Rule = {
  id: 'dockerfile/copy-root-home',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const image of images) {
      const { user, lineage } = image.final;
      const name = user?.user.value;
      if (user === undefined || name === undefined || /^(root|0)?(:|$)/.test(name)) continue;
      if (image.final.image === undefined || lineage.some(opensRoot)) continue;
      const path = image.final.stage.scope.variables.get('PATH')?.value?.split(':') ?? [];
      for (const step of lineage) {
        const target = step.instruction.kind === 'copy' ? destination(step) : undefined;
        if (target === undefined || below('/root', target) === undefined) continue;
        const programs = path.find((folder) => below(target, folder) !== undefined);
        if (programs === undefined) continue;
        yield {
          message: `The container does not start: \`${name}\` may not enter \`/root\`, so what lies in \`${programs}\` cannot be run.`,
          at: step.instruction.span,
          related: [{ value: 'is not root', span: user.user.span }],
        };
      }
    }
  },
};

const destination = ({ instruction, workdir }: Step): string | undefined =>
  instruction.kind === 'copy' && instruction.destination.value !== undefined
    ? resolvePath(workdir, instruction.destination.value)
    : undefined;

/** A step after which others may enter root's home, or after which that cannot be told. */
const opensRoot = ({ commands }: Step): boolean =>
  commands.some(
    ({ program, args }) =>
      program === undefined ||
      (/^(chmod|chown|setfacl|usermod)$/.test(program) &&
        args.some(({ value }) => value?.startsWith('/root') !== false)),
  );
