import { aptCalls, packagesOf } from '../../facts/apt.ts';
import type { StageFacts } from '../../facts/image.ts';
import { pythonPackages } from '../../facts/pip.ts';
import { bringsLibpq, bringsLibpqAlong, isWithoutLibpq, needsLibpq } from '../../knowledge/psycopg.ts';
import { installPackage } from '../apt-fix.ts';
import type { Rule } from '../rule.ts';
import { binaryForm } from './psycopg-binary-fix.ts';

/** psycopg in a form that looks for libpq when it is imported, in an image that has none at its end. */
export const libpqPurged: Rule = {
  id: 'across/libpq-purged',
  severity: 'error',
  yieldsTo: ['across/psycopg2-python', 'across/psycopg2-no-libpq'],
  reads: ['requirements'],
  *check({ images, requirements, stack }) {
    for (const image of images) {
      const { final } = image;
      const { asked } = pythonPackages(image, final, requirements);
      const psycopg = [...asked.values()].flatMap((each) => each.package ?? []).find(needsLibpq);
      if (psycopg === undefined || bringsLibpqAlong.some((name) => asked.has(name)) || !lacksLibpq(final))
        continue;
      yield {
        message: `Django cannot load the driver in the image: \`${psycopg.written.value}\` looks for libpq there, and it is not among what the last stage has at its end.`,
        at: psycopg.written.span,
        related: [{ value: 'the last stage', span: final.stage.from.span }],
        fixes: [
          ...binaryForm(stack, psycopg),
          {
            title: 'Install libpq5 in the last stage',
            changes: [installPackage(stack, image, final, 'libpq5')],
          },
        ],
      };
    }
  },
};

/** Certainly without it: no package brings it, or what brought it was purged together with what nobody asked for. */
function lacksLibpq(stage: StageFacts): boolean {
  if (stage.image?.distribution !== 'debian' || stage.image.hasCompiler) return false;
  const { installed, complete } = packagesOf(stage.lineage);
  if (!complete || ![...installed.keys()].every(isWithoutLibpq) || mayBeCopied(stage)) return false;
  const calls = stage.lineage.flatMap(aptCalls);
  const brought = calls.findLastIndex(
    ({ action, packages }) => action === 'install' && packages.some(({ value }) => bringsLibpq(value)),
  );
  // A purge alone leaves libpq5 behind: apt takes along what nobody asked for only when it is told to.
  return (
    brought === -1 ||
    calls
      .slice(brought + 1)
      .some(
        ({ action, options }) =>
          action === 'autoremove' || options.has('auto-remove') || options.has('autoremove'),
      )
  );
}

/** Libraries from another image or stage, or by a download. */
const mayBeCopied = ({ lineage }: StageFacts): boolean =>
  lineage.some(({ instruction, commands }) => {
    const copies =
      (instruction.kind === 'copy' || instruction.kind === 'add') &&
      (instruction.from !== undefined ||
        instruction.sources.some(({ value }) => !value || /\.deb$|\.so\b/.test(value))) &&
      /^\/?$|\/(usr\/)?lib|^\/usr(\/local)?\/?$/.test(instruction.destination.value ?? '/');
    return (
      copies ||
      commands.some(
        ({ program, words }) =>
          program === undefined ||
          /\.sh$|^(sh|bash|make)$/.test(program) ||
          words.some(
            ({ written }) => /libpq5|\.deb\b/.test(written) && program !== 'apt-get' && program !== 'apt',
          ),
      )
    );
  });
