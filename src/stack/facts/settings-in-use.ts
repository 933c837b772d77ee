import type { ManageCommand, SettingsName } from './django.ts';
import { settingsFor, settingsNames, settingsNamesOf, settingsOfImage } from './django.ts';
import type { Facts } from './facts.ts';
import type { ImageFacts, Step } from './image.ts';
import { moduleFile, settingsFiles } from './settings.ts';
import { launchOf } from './launch.ts';
import { oncePerPair } from './once.ts';
import type { PythonFile } from '../read/python.ts';

/** What manage.py and wsgi.py fall back to: `os.environ.setdefault('DJANGO_SETTINGS_MODULE', '…')`. */
const fallback = /setdefault\(\s*(["'])DJANGO_SETTINGS_MODULE\1\s*,\s*(["'])([\w.]+)\2/;

/** The settings module that a file of the project names when the environment names none. */
export function fallbackIn(
  { stack }: Pick<Facts, 'stack'>,
  image: ImageFacts,
  name: string,
): string | undefined {
  const { context } = image;
  const files = [...stack.values()].filter(({ path }) => path === name || path.endsWith(`/${name}`));
  const inContext = files.filter(({ path }) => context === undefined || path.startsWith(context.folder));
  const [only] = inContext;
  return inContext.length === 1 ? fallback.exec(only?.text ?? '')?.[3] : undefined;
}

/** The file of the settings with which a RUN carries out a command of Django's. */
export function settingsFileFor(
  facts: Facts,
  image: ImageFacts,
  step: Step,
  { command }: ManageCommand,
): string | undefined {
  const named = settingsFor(step, command);
  if (named !== undefined) return moduleFile(facts.python, named.value);
  const elsewhere = step.instruction.scope.variables.has('DJANGO_SETTINGS_MODULE');
  const module = elsewhere ? undefined : fallbackIn(facts, image, 'manage.py');
  return module === undefined ? undefined : moduleFile(facts.python, module);
}

/** The file of the settings with which a container serves. */
export function settingsFileOf(facts: Facts, image: ImageFacts): string | undefined {
  const variables = image.final.stage.scope.variables;
  const module =
    settingsOfImage(image)?.value ??
    (variables.has('DJANGO_SETTINGS_MODULE') ? undefined : fallbackIn(facts, image, 'wsgi.py'));
  return module === undefined ? undefined : moduleFile(facts.python, module);
}

/** Every place of an image's own files that names a settings module. */
export function settingsPlaces(facts: Facts, image: ImageFacts): SettingsName[] {
  const script = launchOf(image, facts.scripts)?.script?.script;
  return [...image.stages.flatMap(settingsNames), ...(script === undefined ? [] : settingsNamesOf(script))];
}

/** The settings files that an image uses, with those that they take in, each once. */
export const settingsInUse = oncePerPair((facts: Facts, image: ImageFacts): readonly PythonFile[] => {
  const named = settingsPlaces(facts, image).map(({ value }) => moduleFile(facts.python, value));
  const paths = [...named, settingsFileOf(facts, image)].flatMap((path) =>
    path === undefined ? [] : [path],
  );
  const files = paths.flatMap((path) => settingsFiles(facts, path).files);
  return [...new Map(files.map((file) => [file.path, file])).values()];
});
