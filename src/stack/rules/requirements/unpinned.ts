import { hasUpperBound } from '../../facts/version.ts';
import { requirementFor } from '../../knowledge/python-packages.ts';
import type { Requirements } from '../../read/requirements.ts';
import { replace } from '../fix.ts';
import { requirementsRead } from '../requirement-fix.ts';
import type { Fix, Rule } from '../rule.ts';

type Package = Requirements['packages'][number];

/** Packages that any newer release may replace, the next time the image is built. */
export const unpinned: Rule = {
  id: 'requirements/unpinned',
  severity: 'hint',
  reads: ['requirements'],
  *check({ images, requirements }) {
    for (const path of new Set(images.flatMap(requirementsRead))) {
      const file = requirements.get(path);
      if (file === undefined || path.endsWith('.in') || isBoundElsewhere(file)) continue;
      const open = file.packages.filter(
        ({ specifiers, url }) => url === undefined && !hasUpperBound(specifiers),
      );
      const [first, ...others] = open;
      if (first === undefined) continue;
      yield {
        message:
          others.length === 0
            ? `The next build may bring another \`${first.written.value}\` than this one: nothing keeps new major releases out.`
            : `The next build may bring other packages than this one: nothing keeps new major releases of \`${first.written.value}\` and ${others.length} more out.`,
        at: first.written.span,
        related: others.map(({ written }) => ({
          value: `${written.value} has no bound either`,
          span: written.span,
        })),
        fixes: bound(open),
      };
    }
  },
};

/** A constraints file may hold the versions. */
const isBoundElsewhere = ({ entries }: Requirements): boolean =>
  entries.some(({ kind }) => kind === 'constraint' || kind === 'error');

/** An upper bound for each, where what is asked for begins where today's range does, so that nothing else changes. */
function bound(open: readonly Package[]): Fix[] {
  const changes = open.flatMap((each) => {
    const range = requirementFor(each.name);
    const [, upper] = /(,<.*)$/.exec(range) ?? [];
    const [, lower] = />=([\d.]+)/.exec(range) ?? [];
    const [only, ...more] = each.specifiers;
    if (upper === undefined || more.length > 0) return [];
    const bare = only === undefined;
    if (!bare && (only.operator !== '>=' || only.version !== lower)) return [];
    return [
      replace(
        {
          ...each.span,
          from: (only?.span ?? each.written.span).to,
          to: (only?.span ?? each.written.span).to,
        },
        bare ? `>=${lower ?? ''}${upper}` : upper,
      ),
    ];
  });
  return changes.length === open.length ? [{ title: 'Stay below the next major release', changes }] : [];
}
