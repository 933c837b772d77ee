import { manageCommand, mentions, type ManageCommand } from '../../facts/django.ts';
import type { Facts } from '../../facts/facts.ts';
import { isForgiven } from '../../facts/forgiven.ts';
import type { ImageFacts, Step } from '../../facts/image.ts';
import { settingsFileFor } from '../../facts/settings-in-use.ts';
import { settingsFiles } from '../../facts/settings.ts';
import type { Located } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** A command of Django's in the build, with settings that demand a variable which the build does not set. */
export const collectstaticNeedsSecret: Rule = {
  id: 'across/collectstatic-needs-secret',
  severity: 'error',
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images)
      for (const { steps } of image.stages)
        for (const step of steps)
          for (const command of step.commands) {
            const django = manageCommand(command);
            const missing =
              django === undefined || isForgiven(step, command) ? [] : missingFor(facts, image, step, django);
            const [first] = missing;
            if (django === undefined || first === undefined) continue;
            const names = missing.map(({ value }) => `\`${value}\``).join(' and ');
            yield {
              message: `The build stops here: the settings demand ${names} from the environment, and a build has only what the Dockerfile gives it.`,
              at: command.programWord?.span ?? command.span,
              related: missing.map(({ value, span }) => ({ value: `demands ${value}`, span })),
              fixes: placeholders(step, django, missing),
            };
          }
  },
};

/** Settings that fill the environment from a file, or read it in ways of their own. */
const otherWays = /\b(load_dotenv|read_env|read_envfile|environs|environ\.Env|decouple)\b/;

function missingFor(facts: Facts, image: ImageFacts, step: Step, django: ManageCommand): Located<string>[] {
  const { instruction } = step;
  const { scope } = instruction;
  const path = settingsFileFor(facts, image, step, django);
  const mounts = instruction.kind === 'run' ? instruction.mounts : [];
  if (path === undefined || !scope.complete || mounts.some(({ type }) => type === 'secret')) return [];
  const { files } = settingsFiles(facts, path);
  const texts = files.map((file) => facts.stack.get(file.path)?.text ?? '');
  if (texts.some((text) => otherWays.test(text))) return [];
  const before = step.commands.slice(0, step.commands.indexOf(django.command) + 1);
  // What a file that is read in sets cannot be known.
  if (before.some(({ program }) => program === '.' || program === 'source' || program === undefined))
    return [];
  const required = files.flatMap(({ environment }) =>
    environment
      .filter((read) => read.required && !read.conditional && /^\w+$/.test(read.name.value))
      .map(({ name }) => name),
  );
  const given = (name: string): boolean =>
    scope.variables.has(name) ||
    before.some((command) => mentions(command, name)) ||
    texts.some((text) =>
      new RegExp(`environ(\\.setdefault\\(|\\[)\\s*["']${name}["']\\s*(,|\\]\\s*=[^=])`).test(text),
    );
  return required.filter(
    ({ value }, index) => !given(value) && required.findIndex((other) => other.value === value) === index,
  );
}

/** Values for this one command, in front of it; the exec form has no place for them. */
function placeholders(
  { instruction }: Step,
  { command }: ManageCommand,
  missing: readonly Located<string>[],
): Fix[] {
  const [first] = command.words;
  if (first === undefined || instruction.kind !== 'run' || instruction.command.form === 'exec') return [];
  const assignments = missing.map(({ value }) => `${value}=build-only `).join('');
  return [
    {
      title: 'Give placeholders to this one command',
      changes: [replace({ ...first.span, to: first.span.from }, assignments)],
    },
  ];
}
