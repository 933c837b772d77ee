import type { ExpectedOutcome, RulePage } from '../../stack/rules/page.ts';
import type { Severity } from '../../stack/rules/rule.ts';

/** Names that are written small wherever they stand. */
const small = new Set(['apt', 'nginx', 'pip', 'psql', 'uv']);

/** A rule's title as a heading. */
export const titled = (title: string): string =>
  title.replace(/^[a-z]+(?=[ ,])/, (word) =>
    small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );

/** Which other tools tell of it. */
export const toldBy = ({ caughtBy }: Pick<RulePage, 'caughtBy'>): string =>
  caughtBy.length === 0 ? 'no other tool' : caughtBy.join(', ').replaceAll('buildkit ', 'BuildKit ');

/** What a severity means, in a few words. */
export const severityWords: Readonly<Record<Severity, string>> = {
  error: 'it will not work',
  warning: 'it works, but not safely or not for long',
  hint: 'taste, size or clarity',
};

const stages: Readonly<Record<ExpectedOutcome['stage'], string>> = {
  config: 'when Compose reads the files',
  build: 'when the image is built',
  start: 'when the container starts',
  request: 'when a request comes',
  stop: 'when the container stops',
  fine: 'nowhere: it works',
};

/** When a defect shows itself. */
export const stageOf = ({ outcome, seen }: Pick<RulePage, 'outcome' | 'seen'>): string =>
  outcome === undefined || (outcome.stage === 'fine' && seen !== undefined)
    ? 'when you look for it'
    : stages[outcome.stage];

/**
 * What a real engine does with the broken stack, as a sentence; backticks mark what a tool prints. The image is called
 * as the chapters call it, by the project's name.
 */
export function outcomeSentence({ outcome, seen }: Pick<RulePage, 'outcome' | 'seen'>): string {
  const said = outcome?.says === undefined ? '' : ` It says \`${outcome.says}\`.`;
  const ended = outcome?.exitCode === undefined ? '' : ` with exit code ${outcome.exitCode}`;
  switch (outcome?.stage) {
    case 'config':
      return `Docker Compose refuses the files.${said}`;
    case 'build':
      return `The build of the image stops.${said}`;
    case 'start':
      return `The image is built, and its container ends at once${ended}.${said}`;
    case 'request':
      return `Everything starts, and \`${outcome.path ?? '/'}\` is answered with ${outcome.status ?? 'an error'}.${said}`;
    case 'stop':
      return `Everything works until the container is stopped: it ends${ended}.${said}`;
    default:
      return seen === undefined
        ? 'The image is built and the container runs.'
        : `The image is built and the container runs. \`${seen.command.replace(/"?\$IMAGE"?/g, '{{project}}')}\` shows it: \`${seen.prints}\`.`;
  }
}
