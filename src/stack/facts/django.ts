import type { Script } from '../read/entrypoint.ts';
import type { ShellCommand } from '../read/shell.ts';
import type { Value } from '../read/traced.ts';
import type { Located } from '../stack.ts';
import type { ImageFacts, StageFacts, Step } from './image.ts';
import { oncePer } from './once.ts';

/** A call of manage.py or django-admin. */
export interface ManageCommand {
  command: ShellCommand;
  /** The word `manage.py`, with the folder if one is written; `undefined` for django-admin. */
  script: Value | undefined;
  /** `collectstatic`, `migrate`, ... */
  name: string | undefined;
  args: readonly Value[];
}

/** Reads a command as a call of Django's; `undefined` when it is none. */
export const manageCommand = oncePer((command: ShellCommand): ManageCommand | undefined => {
  const words = command.programWord === undefined ? [] : [command.programWord, ...command.args];
  const first = words[0]?.value?.split('/').at(-1) ?? '';
  if (/^django-admin(\.py)?$/.test(first)) return called(command, undefined, words.slice(1));
  if (first === 'manage.py') return called(command, words[0], words.slice(1));
  if (!/^python[\d.]*$/.test(first)) return undefined;
  const at = words.findIndex(({ value }, index) => index > 0 && value?.startsWith('-') !== true);
  const word = words[at];
  if (words.slice(1, at).some(({ value }) => value === '-m' || value === '-c')) return undefined;
  return word?.value?.split('/').at(-1) === 'manage.py'
    ? called(command, word, words.slice(at + 1))
    : undefined;
});

function called(command: ShellCommand, script: Value | undefined, words: readonly Value[]): ManageCommand {
  const name = words[0]?.value;
  return { command, script, name: name?.startsWith('-') === true ? undefined : name, args: words.slice(1) };
}

/** The name of a settings module, where it is written. */
export interface SettingsName extends Located<string> {
  /** For all that runs in a stage, or for one command. */
  of: 'stage' | 'command';
}

const variable = 'DJANGO_SETTINGS_MODULE';
const assignment = new RegExp(`^${variable}=(.+)$`);

/** Every place of a stage's own instructions that names a settings module. */
export const settingsNames = oncePer((stage: StageFacts): readonly SettingsName[] =>
  stage.steps.flatMap(({ instruction, commands }) => [
    ...(instruction.kind === 'env'
      ? instruction.pairs.flatMap(({ name, value }) =>
          name.value === variable && value?.value !== undefined && value.value !== ''
            ? [{ value: value.value, span: value.span, of: 'stage' as const }]
            : [],
        )
      : []),
    ...commands.flatMap(settingsNamesIn),
  ]),
);

/** The places of a script that do. */
export const settingsNamesOf = (script: Script): SettingsName[] => script.commands.flatMap(settingsNamesIn);

const settingsNamesIn = oncePer((command: ShellCommand): readonly SettingsName[] => {
  const found: SettingsName[] = command.assignments.flatMap(({ name, value }) =>
    name.value === variable && value.value !== undefined && value.value !== ''
      ? [{ value: value.value, span: value.span, of: 'command' }]
      : [],
  );
  const isDjango = manageCommand(command) !== undefined;
  command.words.forEach((word, index) => {
    const assigned = assignment.exec(word.value ?? '')?.[1];
    const option =
      /^--settings=(.+)$/.exec(word.value ?? '')?.[1] ??
      (command.words[index - 1]?.value === '--settings' ? word.value : undefined);
    const value = assigned ?? (isDjango ? option : undefined);
    if (value === undefined) return;
    const behind = word.written.endsWith(value) ? word.span.to - value.length : word.span.from;
    found.push({ value, span: { ...word.span, from: behind }, of: 'command' });
  });
  return found;
});

/** The settings that a command of a RUN is carried out with; `undefined` when that cannot be known, or when nothing names them. */
export function settingsFor(step: Step, command: ShellCommand): Located<string> | undefined {
  const own = settingsNamesIn(command).at(-1);
  if (own !== undefined) return own;
  const earlier = step.commands.slice(0, step.commands.indexOf(command));
  if (earlier.some((other) => mentions(other, variable))) return undefined;
  return settingsInScope(step.instruction.scope.variables);
}

/** The settings that a container runs with, as its image says it. */
export const settingsOfImage = ({ final }: ImageFacts): Located<string> | undefined =>
  settingsInScope(final.stage.scope.variables);

function settingsInScope(variables: Step['instruction']['scope']['variables']): Located<string> | undefined {
  const value = variables.get(variable)?.set?.value;
  return value?.value === undefined || value.value === ''
    ? undefined
    : { value: value.value, span: value.span };
}

/** Whether a command has to do with a variable of the environment. */
export const mentions = (command: ShellCommand, name: string): boolean =>
  command.assignments.some((assignment) => assignment.name.value === name) ||
  command.words.some(({ written }) => written.includes(name));
