import { pipInstalls, type PipInstall } from '../../facts/pip.ts';
import type { Value } from '../../read/traced.ts';
import type { Stack } from '../../stack.ts';
import type { Rule } from '../rule.ts';

/** Packages named on pip's command line, without any word on their version. */
export const pipUnpinned: Rule = {
  id: 'dockerfile/pip-unpinned',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const install of images
      .flatMap(({ stages }) => stages)
      .flatMap(({ steps }) => steps)
      .flatMap(pipInstalls)) {
      if (isBoundElsewhere(install)) continue;
      const [first, ...others] = install.packages.filter((word) => isOpen(word) && !isCutOff(word, stack));
      if (first === undefined) continue;
      const more = others.length === 0 ? '' : ` and of ${others.length} more`;
      yield {
        message: `The next build may bring another version of \`${first.value ?? ''}\`${more} than this one: nothing here says which. Put it into the requirements file, or name a version.`,
        at: first.span,
        related: others.map(({ span }) => ({ value: 'names no version either', span })),
      };
    }
  },
};

/** Constraints, or wheels that were built before, decide; `--upgrade` asks for the newest on purpose. */
function isBoundElsewhere({ options, packages }: PipInstall): boolean {
  const asked = ['-c', '--constraint', '-U', '--upgrade', '--no-index', '-f', '--find-links', '--no-deps'];
  return asked.some((option) => options.has(option)) || packages.some(({ value }) => value === undefined);
}

/** A name alone. Tools that build and install others are left out: their newest version is the usual wish. */
const isOpen = ({ value, written }: Value): boolean =>
  value !== undefined &&
  !written.includes('$') &&
  /^[A-Za-z0-9][\w.-]*(\[[\w,\s-]*\])?$/.test(value) &&
  !/\.(whl|zip|tar\.gz)$/.test(value) &&
  !/^(pip|setuptools|wheel|uv|poetry|pipenv|pdm|pip-tools|hatch)$/i.test(value);

/** `Django>=5`, of which the shell takes the half. */
const isCutOff = ({ span }: Value, stack: Stack): boolean =>
  /[<>]/.test(stack.get(span.path)?.text[span.to] ?? '');
