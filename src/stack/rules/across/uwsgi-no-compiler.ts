import { aptCalls, packagesOf, type AptCall } from '../../facts/apt.ts';
import { stepsBefore, type ImageFacts, type StageFacts } from '../../facts/image.ts';
import { packagesFrom, pipInstalls, type PipInstall } from '../../facts/pip.ts';
import { bringsCompiler } from '../../knowledge/packages.ts';
import { insertAfter, insertLinesBefore } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';
import type { Stack } from '../../stack.ts';

/** uWSGI is published as source only, and pip has to compile it. */
export const uwsgiNoCompiler: Rule = {
  id: 'across/uwsgi-no-compiler',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, requirements, stack }) {
    for (const image of images)
      for (const stage of image.stages)
        for (const install of stage.steps.flatMap(pipInstalls)) {
          const asked = packagesFrom(image, stage, install, requirements).asked.get('uwsgi');
          if (asked === undefined || mayGetWheel(install) || mayHaveCompiler(stage, install)) continue;
          yield {
            message: `The build stops here: \`${asked.value}\` comes as source only, and \`${stage.imageName.value ?? 'the image'}\` has no C compiler to build it.`,
            at: install.command.span,
            related: [{ value: 'asks for uWSGI', span: asked.span }],
            fixes: [bringCompiler(stack, image, stage, install)],
          };
        }
  },
};

/** From an index or a folder of one's own it may come compiled. */
const mayGetWheel = ({ options }: PipInstall): boolean =>
  ['--index-url', '-i', '--extra-index-url', '--find-links', '-f', '--no-index'].some((option) =>
    options.has(option),
  );

function mayHaveCompiler(stage: StageFacts, { step, command }: PipInstall): boolean {
  if (stage.image?.distribution !== 'debian' || stage.image.hasCompiler) return true;
  const inStep = { ...step, commands: step.commands.slice(0, step.commands.indexOf(command)) };
  const steps = [...stepsBefore(stage, step), inStep];
  const { installed, complete } = packagesOf(steps);
  const opaque = steps.some(({ commands }) =>
    commands.some(
      ({ program }) =>
        program === undefined || /\.sh$|^(sh|bash|make|aptitude|conda|curl|wget)$/.test(program),
    ),
  );
  return !complete || opaque || [...installed.keys()].some(bringsCompiler);
}

function bringCompiler(stack: Stack, image: ImageFacts, stage: StageFacts, install: PipInstall): Fix {
  const before = stage.steps.slice(0, stage.steps.indexOf(install.step));
  const existing = [...before, install.step]
    .flatMap(aptCalls)
    .findLast(
      (call): call is AptCall =>
        call.action === 'install' && call.packages.length > 0 && comesBefore(call, install),
    );
  const last = existing?.packages.at(-1);
  if (last !== undefined)
    return {
      title: 'Install build-essential as well',
      changes: [insertAfter(last.span, ' build-essential')],
    };
  const lines = [
    `RUN apt-get update ${image.dockerfile.escape}`,
    `    && apt-get install -y --no-install-recommends build-essential ${image.dockerfile.escape}`,
    '    && rm -rf /var/lib/apt/lists/*',
  ];
  return {
    title: 'Install build-essential first',
    changes: [insertLinesBefore(stack, install.step.instruction.span, lines)],
  };
}

const comesBefore = (call: AptCall, install: PipInstall): boolean =>
  call.command.span.from < install.command.span.from;
