import { manageCommand, mentions, settingsFor, settingsOfImage } from '../../facts/django.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Step } from '../../facts/image.ts';
import { fallbackIn } from '../../facts/settings-in-use.ts';
import { moduleFile, settingIn } from '../../facts/settings.ts';
import type { ShellCommand } from '../../read/shell.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

const variable = 'DJANGO_SETTINGS_MODULE';

/** collectstatic with the settings of a laptop, because the ENV that names the others is not in force there. */
export const settingsEnvAfterCollectstatic: Rule = {
  id: 'dockerfile/settings-env-after-collectstatic',
  severity: 'error',
  yieldsTo: ['dockerfile/manage-not-in-workdir'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const meant = settingsOfImage(image);
      if (meant === undefined) continue;
      for (const stage of image.stages)
        for (const step of stage.steps)
          for (const command of step.commands.filter(
            (each) => manageCommand(each)?.name === 'collectstatic',
          )) {
            const used = unnamed(step, command) ? fallbackIn(facts, image, 'manage.py') : undefined;
            const differs = used === undefined ? undefined : differingSetting(facts, used, meant.value);
            if (used === undefined || differs === undefined) continue;
            const here = image.final === stage;
            yield {
              message: `\`collectstatic\` runs with \`${used}\`, which \`manage.py\` falls back to, and not with \`${meant.value}\`, where \`${differs}\` is set: the \`ENV\` that names it stands ${here ? 'further down' : 'in another stage'}.`,
              at: command.span,
              related: [{ value: 'names the settings, and not for this step', span: meant.span }],
              fixes: nameThem(step, command, meant.value),
            };
          }
    }
  },
};

/** Nothing that is in force when the command runs names the settings. */
function unnamed(step: Step, command: ShellCommand): boolean {
  const { variables, complete } = step.instruction.scope;
  const earlier = step.commands.slice(0, step.commands.indexOf(command));
  return (
    settingsFor(step, command) === undefined &&
    complete &&
    !variables.has(variable) &&
    !command.words.some(({ value, written }) => value === undefined || written.includes(variable)) &&
    !command.assignments.some(({ name }) => name.value === variable) &&
    !earlier.some((other) => mentions(other, variable))
  );
}

/** A setting by which collectstatic goes, and which the one module has otherwise than the other. */
function differingSetting(facts: Facts, used: string, meant: string): string | undefined {
  const paths = [used, meant].map((module) => moduleFile(facts.python, module));
  const [own, other] = paths;
  if (own === undefined || other === undefined || own === other) return undefined;
  return ['STATIC_ROOT', 'STORAGES', 'STATICFILES_STORAGE', 'STATICFILES_DIRS', 'STATIC_URL'].find((name) => {
    const [before, after] = [settingIn(facts, own, name), settingIn(facts, other, name)];
    if (after.state !== 'set') return false;
    return before.state === 'unset' || (before.state === 'set' && before.assignment !== after.assignment);
  });
}

function nameThem({ instruction }: Step, { span }: ShellCommand, module: string): Fix[] {
  const isShell = instruction.kind === 'run' && instruction.command.form === 'shell';
  return isShell
    ? [
        {
          title: 'Name the settings for this command',
          changes: [replace({ ...span, to: span.from }, `${variable}=${module} `)],
        },
      ]
    : [];
}
