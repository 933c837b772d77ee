import { canBeMet } from '../../facts/version.ts';
import type { Requirements } from '../../read/requirements.ts';
import { deleteLines } from '../fix.ts';
import type { Rule } from '../rule.ts';

type Package = Requirements['packages'][number];

/** One package, asked for twice in one file with conditions that no release meets. */
export const duplicate: Rule = {
  id: 'requirements/duplicate',
  severity: 'error',
  reads: ['requirements'],
  *check({ requirements, stack }) {
    for (const { packages } of requirements.values())
      for (const [index, later] of packages.entries()) {
        const earlier = packages.slice(0, index).find((other) => contradict(other, later));
        if (earlier === undefined) continue;
        yield {
          message: `pip stops: no release of \`${earlier.written.value}\` is both \`${conditions(earlier)}\` and \`${conditions(later)}\`.`,
          at: later.written.span,
          related: [{ value: 'asks for another one', span: earlier.written.span }],
          fixes: [
            { title: `Keep ${conditions(earlier)}`, changes: [deleteLines(stack, later.span)] },
            { title: `Keep ${conditions(later)}`, changes: [deleteLines(stack, earlier.span)] },
          ],
        };
      }
  },
};

const contradict = (one: Package, other: Package): boolean =>
  one.name === other.name &&
  // A marker may keep one of them out.
  [one, other].every(({ marker, url }) => marker === undefined && url === undefined) &&
  canBeMet([...one.specifiers, ...other.specifiers]) === false;

const conditions = ({ specifiers }: Package): string =>
  specifiers.map(({ operator, version }) => operator + version).join(',');
