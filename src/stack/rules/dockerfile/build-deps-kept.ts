import { aptCalls, packagesOf } from '../../facts/apt.ts';
import type { ImageFacts, StageFacts, Step } from '../../facts/image.ts';
import { bringsCompiler } from '../../knowledge/packages.ts';
import type { Located } from '../../stack.ts';
import type { Rule } from '../rule.ts';

/** A compiler in the image that is shipped: never purged, or purged in a later step. */
export const buildDepsKept: Rule = {
  id: 'dockerfile/build-deps-kept',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const image of images) {
      const { final } = image;
      if (final.image?.distribution !== 'debian' || final.image.hasCompiler || isForDevelopment(image))
        continue;
      for (const [index, step] of final.lineage.entries()) {
        const kept = keptBy(step);
        const [compiler] = kept.filter(({ value }) => bringsCompiler(value));
        if (compiler === undefined) continue;
        const purge = purgeOf(final, index + 1, compiler.value);
        const names = kept.map(({ value }) => `\`${value}\``).join(', ');
        yield {
          message:
            purge === undefined
              ? `The image carries ${names}, hundreds of megabytes that only the build needs, and with the compiler a tool for whoever breaks in.`
              : `The image carries ${names} all the same: the later \`RUN\` hides them, and the layer of this one keeps every byte.`,
          at: compiler.span,
          related: purge === undefined ? [] : [{ value: 'purges it, a layer too late', span: purge }],
        };
      }
    }
  },
};

/** What is needed to compile, and is still there when the step ends. Empty when that cannot be told. */
function keptBy(step: Step): Located<string>[] {
  const marks = step.commands.some(({ program }) => program === undefined || program === 'apt-mark');
  const { installed, complete } = packagesOf([step]);
  return marks || !complete
    ? []
    : [...installed.values()].filter(({ value }) => bringsCompiler(value) || isHeaders(value));
}

/** GeoDjango opens its libraries by the names that only the headers' packages have. */
const isHeaders = (name: string): boolean => name.endsWith('-dev') && !/^lib(gdal|geos|proj)-dev$/.test(name);

const purgeOf = ({ lineage }: StageFacts, from: number, name: string): Located<string>['span'] | undefined =>
  lineage
    .slice(from)
    .flatMap(aptCalls)
    .find(
      ({ action, packages }) =>
        (action === 'purge' || action === 'remove') && packages.some(({ value }) => value === name),
    )?.command.span;

/** An image to work in, which is meant to have tools. */
const isForDevelopment = ({ path, final }: ImageFacts): boolean =>
  /(^|[/._-])(dev|devel|development|devcontainer|local|tests?|ci)([/._-]|$)/i.test(path) ||
  /^(dev|devel|development|tests?|ci)$/i.test(final.stage.from.name?.value ?? '');
