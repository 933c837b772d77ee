import type { ImageFacts, StageFacts } from '../../facts/image.ts';
import { oncePer } from '../../facts/once.ts';
import { packagesFrom, pipInstalls } from '../../facts/pip.ts';
import { compareVersions, satisfies } from '../../facts/version.ts';
import { djangoSeries, type DjangoSeries } from '../../knowledge/django-python.ts';
import type { Located } from '../../stack.ts';
import { replace } from '../fix.ts';
import { askForRange, rangeOf, type Package } from '../requirement-fix.ts';
import type { Change, Fix, Rule } from '../rule.ts';

/** A range of Django that the image's Python cannot install, or cannot run. */
export const djangoNeedsPython: Rule = {
  id: 'across/django-needs-python',
  severity: 'error',
  reads: ['requirements'],
  *check({ images, requirements }) {
    for (const image of images)
      for (const stage of image.stages)
        for (const install of stage.steps.flatMap(pipInstalls)) {
          const python = stage.image?.python;
          const { asked } = packagesFrom(image, stage, install, requirements);
          const django = asked.get('django')?.package;
          if (python === undefined || django === undefined || hasOtherPython(stage)) continue;
          const problem = problemOf(django, python, asked);
          if (problem === undefined) continue;
          yield {
            message: `${problem.message} \`${stage.imageName.value ?? ''}\` has Python ${python}.`,
            at: django.written.span,
            related: [{ value: `Python ${python}`, span: stage.imageName.span }],
            fixes: problem.fixes(image, stage),
          };
        }
  },
};

/** uv brings a Python of its own. */
const hasOtherPython = ({ lineage }: StageFacts): boolean =>
  lineage.some(({ commands }) =>
    commands.some(
      ({ program, words }) =>
        program === 'uv' && words.some(({ value }) => value === 'python' || value === '--python'),
    ),
  );

interface Problem {
  message: string;
  fixes(image: ImageFacts, stage: StageFacts): Fix[];
}

function problemOf(
  django: Package,
  python: string,
  asked: ReadonlyMap<string, Located<string>>,
): Problem | undefined {
  if (django.marker !== undefined || django.url !== undefined) return undefined;
  const allowed = allowedBy(django);
  if (allowed.length === 0) return undefined;
  const installable = allowed.filter(({ from }) => compareVersions(python, from) >= 0);
  const [newest] = installable;
  if (newest === undefined) {
    const needs = lowest(allowed);
    return {
      message: `pip finds no Django for this image, and the build stops: Django \`${rangeOf(django)}\` needs Python ${needs} or newer.`,
      fixes: (image, stage) => newerPython(image, stage, needs),
    };
  }
  // Packages that bring back what Python has dropped.
  if (['setuptools', 'legacy-cgi', 'standard-distutils'].some((name) => asked.has(name))) return undefined;
  if (newest.below === undefined || compareVersions(python, newest.below) < 0) return undefined;
  return {
    message: `Django ${newest.django} is installed and does not start: it needs a Python before ${newest.below}.`,
    fixes: () => askForRange(django, '>=5.2,<5.3', 'Ask for Django 5.2, the release with long-term support'),
  };
}

/** The lines of Django that a requirement allows; none where it allows one that is newer than any known here. */
const allowedBy = oncePer((django: Package): readonly DjangoSeries[] =>
  mayBe(django, '99.0') ? [] : djangoSeries.filter(({ django: line }) => mayBe(django, line)),
);

/** Some release of a line fits the conditions. */
const mayBe = ({ specifiers }: Package, line: string): boolean =>
  Array.from({ length: 40 }, (_, patch) => (patch === 0 ? line : `${line}.${patch}`)).some(
    (version) => satisfies(version, specifiers) !== false,
  );

const lowest = (allowed: readonly DjangoSeries[]): string =>
  allowed.map(({ from }) => from).sort(compareVersions)[0] ?? '';

/** The same image with a newer Python, in every FROM that names this one; only for tags that newer ones have too. */
function newerPython(image: ImageFacts, stage: StageFacts, needs: string): Fix[] {
  const { python } = stage.image ?? {};
  const tags = image.stages.flatMap(({ stage: { from } }): Change[] => {
    const { name, tag, digest, written, span } = from.image;
    const variant = tag?.startsWith(python ?? '?') === true ? tag.replace(/^[\d.]+/, '') : undefined;
    const plain =
      variant !== undefined && /^(-slim)?(-trixie|-bookworm)?$/.test(variant) && !written.includes('$');
    return plain && digest === undefined && name !== undefined
      ? [replace(span, `${name}:${newestFor(needs)}${variant}`)]
      : [];
  });
  return tags.length === image.stages.filter(({ image: known }) => known?.python === python).length
    ? [{ title: `Use Python ${newestFor(needs)}`, changes: tags }]
    : [];
}

const newestFor = (needs: string): string => (compareVersions(needs, '3.14') > 0 ? needs : '3.14');
