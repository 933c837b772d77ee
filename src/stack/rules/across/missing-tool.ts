import type { Facts } from '../../facts/facts.ts';
import { isForgiven } from '../../facts/forgiven.ts';
import { stepsBefore, type ImageFacts, type StageFacts, type Step } from '../../facts/image.ts';
import { launchOf } from '../../facts/launch.ts';
import { pythonPackages } from '../../facts/pip.ts';
import { lacksTool } from '../../facts/tools.ts';
import { packagesWith } from '../../knowledge/tools.ts';
import type { Script } from '../../read/entrypoint.ts';
import type { ShellCommand } from '../../read/shell.ts';
import { installPackage } from '../apt-fix.ts';
import type { Finding } from '../rule.ts';

/** The calls of programs among `names`, in start scripts and in RUN, that a slim image does not have. One for each program. */
export function* missingTools(facts: Facts, names: readonly string[]): Iterable<Finding> {
  for (const image of facts.images) {
    const started = launchOf(image, facts.scripts)?.script;
    if (started !== undefined)
      for (const command of firstCalls(started.script, names)) {
        if (!isMissing(facts, image, image.final, image.final.lineage, command)) continue;
        yield finding(facts, image, image.final, command, {
          message: consequence(command),
          related: [{ value: 'the image', span: image.final.imageName.span }],
        });
      }
    for (const stage of image.stages)
      for (const step of stage.steps)
        for (const command of step.commands) {
          if (!names.includes(command.program ?? '') || isForgiven(step, command)) continue;
          const before = [...stepsBefore(stage, step), upTo(step, command)];
          if (!isMissing(facts, image, stage, before, command)) continue;
          yield finding(
            facts,
            image,
            stage,
            command,
            {
              message: `The build stops here: \`${command.program ?? ''}\` is not in \`${stage.imageName.value ?? 'the image'}\`, and no step before installs it.`,
              related: [{ value: 'the image', span: stage.imageName.span }],
            },
            step,
          );
        }
  }
}

const upTo = (step: Step, command: ShellCommand): Step => ({
  ...step,
  commands: step.commands.slice(0, step.commands.indexOf(command)),
});

/** The first call of each program, unless the script asks before whether it is there. */
function firstCalls({ commands, shell }: Script, names: readonly string[]): ShellCommand[] {
  const asked = (program: string): boolean =>
    new RegExp(`\\b(command\\s+-[vV]|which|type|hash)\\s+["']?${program}\\b`).test(shell.text.text) ||
    new RegExp(`(^|\\n)[ \\t]*(function[ \\t]+)?${program}[ \\t]*\\(\\)`).test(shell.text.text);
  const calls = commands.filter(({ program }) => program !== undefined && names.includes(program));
  return calls.filter(
    ({ program = '' }, index) =>
      !asked(program) && calls.findIndex((other) => other.program === program) === index,
  );
}

function isMissing(
  { requirements }: Facts,
  image: ImageFacts,
  stage: StageFacts,
  steps: readonly Step[],
  { program = '', programWord }: ShellCommand,
): boolean {
  if (programWord?.value?.includes('/') === true || !lacksTool(stage, steps, program)) return false;
  return !pythonPackages(image, stage, requirements).asked.has(program);
}

/** In a loop or a condition the shell takes "not found" for "no". */
const consequence = ({ program = '', within }: ShellCommand): string =>
  within.includes('condition')
    ? `\`${program}\` is not in the image, and the script takes that for a “no”: whatever it waits for never seems to be there.`
    : `The script ends here, or goes on without it: \`${program}\` is not in the image, and no step installs it.`;

function finding(
  { stack }: Facts,
  image: ImageFacts,
  stage: StageFacts,
  command: ShellCommand,
  rest: Pick<Finding, 'message' | 'related'>,
  step?: Step,
): Finding {
  const [name = ''] = packagesWith(command.program ?? '') ?? [];
  const before = step === undefined ? undefined : { step, command };
  return {
    ...rest,
    at: command.programWord?.span ?? command.span,
    fixes: [
      { title: `Install ${name} in the image`, changes: [installPackage(stack, image, stage, name, before)] },
    ],
  };
}
