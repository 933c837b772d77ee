import { debianAccounts } from './knowledge/debian.ts';
import { pythonKeywords, takenModules } from './knowledge/python.ts';

/** The chapters that introduce choices; the names are those of the files in `content/chapters/`. */
export type ChapterId = 'settings' | 'image' | 'entrypoint' | 'static-files' | 'own-project';

interface Common {
  /** What the field is called on the screen. */
  label: string;
  /** One or two sentences: what follows from the choice. Markdown's backticks mark code. */
  help: string;
  /** Where the tutorial introduces it. */
  chapter: ChapterId;
  /**
   * The value stands in the files word for word and nothing else depends on it, so that a page can swap it in place
   * without generating the file anew.
   */
  verbatim?: true;
}

/** A word or a line that the reader writes. */
export interface TextChoice extends Common {
  kind: 'text';
  default: string;
  /** Returns what is wrong with a value, as a sentence that says what is allowed; `undefined` when it may be used. */
  refuse(value: string): string | undefined;
}

/** A whole number within bounds. */
export interface NumberChoice extends Common {
  kind: 'number';
  default: number;
  min: number;
  max: number;
  /** Why these bounds, appended to the message for a number outside of them. */
  because: string;
}

/** One of a few. */
export interface OptionChoice<Value extends string> extends Common {
  kind: 'option';
  default: Value;
  options: readonly { value: Value; label: string }[];
}

/** On or off. */
export interface SwitchChoice extends Common {
  kind: 'switch';
  default: boolean;
}

const text = (choice: Omit<TextChoice, 'kind'>): TextChoice => ({ kind: 'text', ...choice });
const number = (choice: Omit<NumberChoice, 'kind'>): NumberChoice => ({ kind: 'number', ...choice });
const option = <Value extends string>(choice: Omit<OptionChoice<Value>, 'kind'>): OptionChoice<Value> => ({
  kind: 'option',
  ...choice,
});
const onOff = (choice: Omit<SwitchChoice, 'kind'>): SwitchChoice => ({ kind: 'switch', ...choice });

/** Folders and modules beside the project's package, which a package of that name would hide or be hidden by. */
const besideThePackage = new Set(['manage', 'staticfiles', 'media', 'nginx', 'venv', 'tools']);

function refuseProject(value: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(_{1,2}[a-z0-9]+)*$/.test(value))
    return 'Use lower-case letters, digits and single underscores between them, and begin with a letter: the name becomes a Python package and an image.';
  if (value.length > 40) return 'Use at most 40 characters.';
  if (pythonKeywords.has(value)) return `${value} is a word of Python itself and cannot name a package.`;
  if (takenModules.has(value))
    return `There is a Python module ${value} already, and your package would hide it. Take another name.`;
  if (besideThePackage.has(value))
    return `${value} is the name of something else beside your package. Take another name.`;
  return undefined;
}

function refuseUser(value: string): string | undefined {
  if (!/^[a-z][a-z0-9_-]{0,30}$/.test(value))
    return 'Use lower-case letters, digits, underscores and hyphens, begin with a letter, at most 31 characters: it becomes a Linux user.';
  if (debianAccounts.has(value))
    return `The base image has a user or group ${value} already. Take another name.`;
  return undefined;
}

const hostName =
  /^\.?(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

function refuseHosts(value: string): string | undefined {
  const hosts = value.split(',');
  if (hosts.length > 20) return 'Use at most 20 names.';
  const wrong = hosts.find((host) => !hostName.test(host));
  if (wrong === undefined) return undefined;
  if (wrong.includes('*'))
    return 'A * would let any host name in. Write .example.org for a domain with all its subdomains.';
  if (/[:/]/.test(wrong))
    return `Write ${wrong.replace(/^.*\/\//, '').replace(/[:/].*$/, '') || 'the name'} without a scheme, a port or a path: Django compares names only.`;
  return 'Write host names in lower case, separated by commas without blanks, such as localhost,shop.example.org.';
}

/** Everything that a reader decides, in the order of the form. */
export const choiceSchema = {
  project: text({
    label: 'Project name',
    help: 'Names the Python package, the image and the paths in every file.',
    chapter: 'image',
    verbatim: true,
    default: 'harbour',
    refuse: refuseProject,
  }),
  appUser: text({
    label: 'App user',
    help: 'The Linux user that runs the server in the container. It owns nothing but what it must write.',
    chapter: 'image',
    verbatim: true,
    default: 'app',
    refuse: refuseUser,
  }),
  python: option({
    label: 'Python',
    help: 'The version in the tag of the base image. All of these run every Django offered here.',
    chapter: 'image',
    verbatim: true,
    default: '3.14',
    options: [
      { value: '3.14', label: '3.14' },
      { value: '3.13', label: '3.13' },
      { value: '3.12', label: '3.12' },
    ],
  }),
  django: option({
    label: 'Django',
    help: '6.1 is the newest; 5.2 is the release with long-term support.',
    chapter: 'image',
    default: '6.1',
    options: [
      { value: '6.1', label: '6.1' },
      { value: '5.2', label: '5.2 LTS' },
    ],
  }),
  stages: option({
    label: 'Stages',
    help: 'With two stages the compiler never reaches the image that you ship. One stage is shorter to read and slower to rebuild.',
    chapter: 'image',
    default: 'two',
    options: [
      { value: 'two', label: 'two: build, then app' },
      { value: 'one', label: 'one' },
    ],
  }),
  workers: number({
    label: 'Workers',
    help: 'Processes that uWSGI starts. Each loads the project once, and each has its own threads.',
    chapter: 'image',
    verbatim: true,
    default: 2,
    min: 1,
    max: 64,
    because: 'each one is a process with the whole project in memory',
  }),
  threads: number({
    label: 'Threads',
    help: 'Requests that one worker answers at the same time. Workers times threads is also the number of database connections.',
    chapter: 'image',
    default: 4,
    min: 1,
    max: 64,
    because: 'each one may hold a database connection of its own',
  }),
  port: number({
    label: 'Port',
    help: 'Where uWSGI listens inside the container.',
    chapter: 'image',
    verbatim: true,
    default: 8000,
    min: 1024,
    max: 65535,
    because: 'lower ones are reserved for root on many systems, and the server does not run as root',
  }),
  staticFiles: option({
    label: 'Static files by',
    help: 'uWSGI sends them itself, without troubling Python; WhiteNoise does it inside Django and compresses them as well.',
    chapter: 'static-files',
    default: 'uwsgi',
    options: [
      { value: 'uwsgi', label: 'uWSGI' },
      { value: 'whitenoise', label: 'WhiteNoise' },
    ],
  }),
  farFuture: onOff({
    label: 'Far-future expiry',
    help: 'Files with a hash in their name never change, so browsers may keep them for ten years.',
    chapter: 'static-files',
    default: true,
  }),
  migrate: onOff({
    label: 'Migrate on start',
    help: 'The entrypoint can run `migrate` before the server starts. Right for one container, a race for several.',
    chapter: 'entrypoint',
    default: true,
  }),
  allowedHosts: text({
    label: 'Allowed hosts',
    help: 'The host names that Django answers to when the environment names none; `localhost` is always among them.',
    chapter: 'settings',
    default: 'localhost',
    refuse: refuseHosts,
  }),
  hostGuard: onOff({
    label: 'Refuse other hosts in uWSGI',
    help: 'Requests for other host names end in uWSGI with a 400 and never wake Python.',
    chapter: 'image',
    default: false,
  }),
  healthCheck: onOff({
    label: 'Health check',
    help: 'Docker asks the app for `/healthz` every ten seconds and shows whether it answers.',
    chapter: 'image',
    default: true,
  }),
  starter: onOff({
    label: 'Starter project',
    help: 'A small Django project comes along, so that the download runs at once. Leave it out to add the files to a project of your own.',
    chapter: 'own-project',
    default: true,
  }),
} as const satisfies Record<string, AnyChoice>;

export type AnyChoice = TextChoice | NumberChoice | OptionChoice<string> | SwitchChoice;
export type ChoiceId = keyof typeof choiceSchema;
type ValueOf<C> =
  C extends OptionChoice<infer Value>
    ? Value
    : C extends NumberChoice
      ? number
      : C extends SwitchChoice
        ? boolean
        : string;
/** One value for every choice. */
export type Choices = { readonly [Id in ChoiceId]: ValueOf<(typeof choiceSchema)[Id]> };
export type ChoiceValue = string | number | boolean;

/** The ids in the order of the form. */
export const choiceIds = Object.keys(choiceSchema) as ChoiceId[];

/** The schema's entry, with its kind open, for code that treats all choices alike. */
export const choiceOf = (id: ChoiceId): AnyChoice => choiceSchema[id];

/** What untouched choices are. */
export const defaultChoices: Choices = Object.freeze(
  Object.fromEntries(choiceIds.map((id) => [id, choiceSchema[id].default])),
) as unknown as Choices;

/** A value that could not be taken, and why, in words for the reader. */
export interface ChoiceProblem {
  /** As it was written; it may be the name of no choice. */
  id: string;
  value: string;
  message: string;
}

export const isChoiceId = (id: string): id is ChoiceId => Object.hasOwn(choiceSchema, id);

/**
 * Reads one value as it is written in a form or a link.
 *
 * @returns the value, or the message that belongs at the field
 */
export function readChoice(id: ChoiceId, written: string): { value: ChoiceValue } | { message: string } {
  const choice = choiceOf(id);
  switch (choice.kind) {
    case 'text': {
      const message = choice.refuse(written);
      return message === undefined ? { value: written } : { message };
    }
    case 'number': {
      const value = Number(written);
      return /^\d{1,6}$/.test(written) && value >= choice.min && value <= choice.max
        ? { value }
        : { message: `Use a whole number from ${choice.min} to ${choice.max}: ${choice.because}.` };
    }
    case 'option':
      return choice.options.some(({ value }) => value === written)
        ? { value: written }
        : { message: `Choose one of ${choice.options.map(({ value }) => value).join(', ')}.` };
    case 'switch':
      return written === 'on' || written === 'off'
        ? { value: written === 'on' }
        : { message: 'Choose on or off.' };
  }
}

/** A value as a form or a link writes it; the inverse of `readChoice`. */
export const writeChoice = (value: ChoiceValue): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);

/** The choices with one of them changed; the value must have come from `readChoice` for the same id. */
export const withChoice = (choices: Choices, id: ChoiceId, value: ChoiceValue): Choices => ({
  ...choices,
  [id]: value,
});

/**
 * The URL form of choices, `project=shop&workers=4`: only what differs from the defaults, in the order of the schema.
 */
export function formatChoices(choices: Choices): string {
  const form = new URLSearchParams();
  for (const id of choiceIds)
    if (choices[id] !== choiceSchema[id].default) form.set(id, writeChoice(choices[id]));
  return form.toString();
}

/**
 * Reads the URL form. Never throws: what cannot be taken keeps its default and is told in `problems`.
 */
export function parseChoices(form: string): { choices: Choices; problems: ChoiceProblem[] } {
  const problems: ChoiceProblem[] = [];
  let choices = defaultChoices;
  for (const [id, value] of new URLSearchParams(form)) {
    if (!isChoiceId(id)) {
      problems.push({
        id,
        value,
        message: `There is no choice of this name. The choices are ${choiceIds.join(', ')}.`,
      });
      continue;
    }
    const read = readChoice(id, value);
    if ('value' in read) choices = withChoice(choices, id, read.value);
    else problems.push({ id, value, message: read.message });
  }
  return { choices, problems };
}
