import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { search } from './search.ts';

const rules = [
  {
    id: 'dockerfile/apt-no-update',
    text: 'apt-get install without update e: unable to locate package build-essential',
  },
  { id: 'dockerfile/no-cmd', text: 'the entrypoint has nothing to start exited with code 0 hadolint' },
  {
    id: 'across/entrypoint-not-copied',
    text: 'the entrypoint is not in the image exec: no such file or directory',
  },
];

describe('searching the rules', () => {
  test('an empty query shows all of them', () => {
    expect(search(rules, '  ')).toEqual({ kind: 'all', ids: rules.map(({ id }) => id) });
  });

  test('words narrow the list, in any order and case', () => {
    expect(search(rules, 'Start ENTRYPOINT')).toEqual({ kind: 'exact', ids: ['dockerfile/no-cmd'] });
  });

  test('a message from a terminal finds its rule in spite of what no page can know', () => {
    const pasted = '#7 12.31 E: Unable to locate package libfoo-dev\nexit code: 100, 0x7f3a';
    const { kind, ids } = search(rules, pasted);
    expect({ kind, first: ids[0] }).toEqual({ kind: 'nearest', first: 'dockerfile/apt-no-update' });
  });

  test('what has nothing to do with any rule finds none', () => {
    expect(search(rules, 'segmentation fault')).toEqual({ kind: 'none', ids: [] });
  });

  test('any query is answered with rules of the list', () => {
    const ids = new Set(rules.map(({ id }) => id));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) =>
        search(rules, query).ids.every((id) => ids.has(id)),
      ),
    );
  });
});
