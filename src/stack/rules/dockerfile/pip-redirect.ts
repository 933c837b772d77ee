import { pipInstalls } from '../../facts/pip.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Span } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

type Redirect = ShellCommand['redirects'][number] & {
  target: NonNullable<ShellCommand['redirects'][number]['target']>;
};

/** A version behind `>` or `<` without quotes, which the shell takes for a file. */
export const pipRedirect: Rule = {
  id: 'dockerfile/pip-redirect',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    const installs = images
      .flatMap(({ stages }) => stages)
      .flatMap(({ steps }) => steps)
      .flatMap(pipInstalls);
    for (const { command, packages } of installs) {
      const text = stack.get(command.span.path)?.text ?? '';
      const redirects = command.redirects.filter((each): each is Redirect => isVersion(each, text));
      const [first] = redirects;
      if (first === undefined) continue;
      const [at = first.target.span, ...others] = requirementsAround(redirects, text);
      const reads = redirects.find(({ operator }) => operator === '<');
      yield {
        message:
          reads === undefined
            ? `pip never sees this version: the shell takes the \`>\` for itself, and writes what pip says into a file named \`${first.target.written}\`.`
            : `The build stops here: nothing quotes the \`<\`, so the shell looks for a file \`${reads.target.written}\` to read from.`,
        at,
        related: others.map((span) => ({ value: 'the shell takes this version too', span })),
        fixes: quote([at, ...others], packages, text),
      };
    }
  },
};

/** `Django>=5.0`, `Django>5`, `Django<6`: `>` behind a word, with a file called `=5.0` or `5`. */
const isVersion = ({ operator, target }: ShellCommand['redirects'][number], text: string): boolean =>
  (operator === '>' || operator === '<') &&
  target !== undefined &&
  /^=?\d+(\.[\d*]+)*([,.<>=!~].*)?$/.test(target.written) &&
  /(^|\s)[A-Za-z][^\s]*[<>]$/.test(text.slice(0, target.span.from));

/** Each requirement that the shell cuts up, from the blank in front of it to its last redirection. */
function requirementsAround(redirects: readonly Redirect[], text: string): Span[] {
  const ends = new Map<number, Span>();
  for (const { target } of redirects) {
    const from = /\S*$/.exec(text.slice(0, target.span.from))?.index ?? target.span.from;
    ends.set(from, { ...target.span, from });
  }
  return [...ends.values()];
}

function quote(places: readonly Span[], packages: readonly { span: Span }[], text: string): Fix[] {
  const changes = places.map((place) => replace(place, `"${text.slice(place.from, place.to)}"`));
  const areRequirements = places.every(
    ({ from, to }) =>
      /^[A-Za-z][\w.[\],-]*[<>=!~][^"'\s\\$]*$/.test(text.slice(from, to)) &&
      packages.some(({ span }) => span.from === from),
  );
  return areRequirements ? [{ title: 'Put quotes around it', changes }] : [];
}
