import type { Malformed, Refusal } from '../../read/malformed.ts';

/** What an instruction wants behind it, where it stands there with nothing. */
const wanted: Readonly<Record<string, string>> = {
  FROM: 'the name of an image',
  COPY: 'what to copy, and where to',
  ADD: 'what to add, and where to',
  ENV: 'a name and a value, as in `NAME=value`',
  LABEL: 'a name and a value, as in `name=value`',
  ARG: 'the name of a variable',
  WORKDIR: 'a folder',
  USER: 'the name or the number of a user',
  EXPOSE: 'a port',
  HEALTHCHECK: '`CMD` and a command, or `NONE`',
  SHELL: 'a program and its options as a list in JSON, as in `["/bin/bash", "-c"]`',
  VOLUME: 'a folder',
  STOPSIGNAL: 'a signal, as in `SIGTERM`',
  ONBUILD: 'another instruction',
  MAINTAINER: 'a name',
};

type Words = (at: string, keyword: string) => string;

/**
 * Why Docker stops, as the rest of a sentence, by the reader's reason. Those without words are told by rules of their own.
 *
 * The words of Docker itself are in `e2e/corpus/verdicts.json`.
 */
const words: Readonly<Record<Exclude<Refusal, 'unclosed-heredoc'>, Words>> = {
  'no-arguments': (_, keyword) =>
    `\`${keyword}\` stands there with nothing behind it. It takes ${wanted[keyword] ?? 'arguments'}`,
  'one-argument': (at, keyword) =>
    `\`${keyword}\` has only \`${at}\` behind it. It takes ${wanted[keyword] ?? 'two arguments'}`,
  'not-a-pair': (at, keyword) =>
    `\`${at}\` is no pair of a name and a value. \`${keyword}\` takes ${wanted[keyword] ?? 'pairs'}`,
  'blank-name': (_, keyword) => `\`${keyword}\` has no name in front of the \`=\``,
  'unclosed-quote': (at) => `in \`${at}\` a quotation mark or a brace is opened and never closed`,
  substitution: (at) =>
    `\`${at}\` has a form that only a shell knows. Docker itself knows \`\${NAME}\`, and the forms with \`:-\`, \`:+\`, \`:?\`, \`#\`, \`%\` and \`/\``,
  unset: (at) => `\`${at}\` asks for a variable that must have a value, and nothing sets it`,
  'words-behind': () => 'behind the image nothing may stand but `AS` and one name for the stage',
  'image-name': (at) =>
    `\`${at}\` cannot be the name of an image. That is \`name\`, \`name:tag\` or \`name@sha256:…\`, with a server and folders in front where there are any`,
  'image-capitals': (at) => `the name of an image has no capital letters, and \`${at}\` has`,
  'stage-name': (at) =>
    `\`${at}\` cannot be the name of a stage. It begins with a letter, and goes on with letters, digits, \`-\`, \`_\` and \`.\``,
  'unknown-flag': (at, keyword) => `\`${keyword}\` has no option \`${at}\``,
  'flag-twice': (at, keyword) => `this \`${keyword}\` has the option \`${name(at)}\` twice`,
  'flag-without-value': (at) =>
    `the option \`${at}\` has no value. It stands behind a \`=\`, without a blank`,
  'no-switch': (at) => `\`${name(at)}\` is either \`true\` or \`false\``,
  'from-variable': (at) =>
    `Docker replaces no variable in \`${at}\`. Give the image a stage of its own, \`FROM … AS name\`, and write that name here`,
  mode: (at) =>
    `\`${at}\` is no mode of a file. That is a number of octal digits, such as \`0755\`, or letters such as \`u+x\``,
  network: (at) => `there is no network \`${at}\` for a step`,
  duration: (at) => `\`${at}\` is no length of time. It is written with its unit, as in \`30s\` or \`1m30s\``,
  count: (at) => `\`${at}\` is no number of times`,
  'mount-field': (at) =>
    `\`${at}\` has no value. The parts of \`--mount\` are pairs such as \`target=/folder\`, between commas`,
  'mount-key': (at) => `\`--mount\` has no \`${at}\` of that kind`,
  'mount-key-of-type': (at) =>
    `\`${at}\` does not go with this type of \`--mount\`, or stands in front of the type`,
  'mount-type': (at) => `there is no mount of the type \`${at}\``,
  'mount-value': (at) => `\`${at}\` cannot stand there`,
  'mount-target': () => '`--mount` does not say where to. Add `target=` with a folder',
  healthcheck: (at) => `\`HEALTHCHECK\` takes \`CMD\` and a command, or \`NONE\`, and not \`${at}\``,
  'healthcheck-command': () => 'behind `HEALTHCHECK CMD` there is no command',
  'healthcheck-none': () => 'behind `HEALTHCHECK NONE` nothing may stand',
  signal: (at) => `there is no signal \`${at}\``,
  'empty-path': () => 'a volume is a folder, and this one has no name',
  'not-json': (at) => `\`SHELL\` takes a list in JSON, as in \`["/bin/bash", "-c"]\`, and not \`${at}\``,
  'not-strings': (at) => `every entry of a list stands in double quotes, and in \`${at}\` one does not`,
  trigger: (at) => `\`${at.toUpperCase()}\` may not stand behind \`ONBUILD\``,
};

/** `--name` of `--name=value`. */
const name = (flag: string): string => flag.replace(/=.*$/, '');

/** A list of words that is longer is no help. */
const atMost = 8;

/** The message for what Docker refuses; with `meant`, the word that a typing error leads to. */
export function refusalMessage(
  { reason, at, known }: Malformed,
  keyword: string,
  meant: string | undefined,
): string | undefined {
  if (reason === 'unclosed-heredoc') return undefined;
  const why = `Docker stops here: ${words[reason](at.value, keyword)}.`;
  if (meant !== undefined) return `${why} Did you mean \`${meant}\`?`;
  if (known.length === 0 || known.length > atMost || reason === 'healthcheck') return why;
  const [last = '', ...others] = known.map((word) => `\`${word}\``).reverse();
  const list = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return `${why} There ${others.length === 0 ? 'is' : 'are'} ${list}.`;
}
