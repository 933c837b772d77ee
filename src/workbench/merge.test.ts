import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diff, linesOf, tokensOf } from './diff.ts';
import { merge, resolveConflict } from './merge.ts';

const line = fc.constantFrom('', 'a', 'b', 'c', 'listen 80;', 'server app:8000;', '# why', '    return 1');
const end = fc.constantFrom('\n', '\n', '\n', '\r\n');
const textOf = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.array(fc.tuple(item, end)), fc.boolean()).map(([lines, cut]) =>
    lines
      .map((pair) => pair.join(''))
      .join('')
      .replace(cut ? /\r?\n$/ : /$^/, ''),
  );
const anyText = fc.oneof(textOf(line), textOf(line), fc.string({ unit: 'binary' }));

/** The text with lines put in, changed, replaced and taken out; every word of its own stands nowhere else. */
const changed = (text: string, mark: string): fc.Arbitrary<string> =>
  fc.array(fc.tuple(fc.nat(), fc.constantFrom('put in', 'change', 'replace', 'take out'))).map((changes) => {
    const lines = linesOf(text);
    changes.forEach(([place, how], index) => {
      const at = place % (lines.length + 1);
      const word = `${mark}${index}`;
      if (how === 'put in') lines.splice(at, 0, `${word}\n`);
      else if (how === 'take out') lines.splice(at, 1);
      else if (at < lines.length) lines[at] = how === 'replace' ? `${word}\n` : `${word} ${lines[at] ?? ''}`;
    });
    return lines.join('');
  });

const words = (text: string, mark: string): string[] =>
  (text.match(new RegExp(`${mark}\\d+`, 'g')) ?? []).sort();

describe('diff', () => {
  test('the pieces that a text is cut into give the text again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(linesOf(text).join('')).toBe(text);
        expect(tokensOf(text).join('')).toBe(text);
      }),
    );
  });

  const isDiff = (a: string[], b: string[]): void => {
    let [atA, atB] = [0, 0];
    for (const hunk of diff(a, b)) {
      expect(a.slice(atA, hunk.a.from)).toEqual(b.slice(atB, hunk.b.from));
      expect(hunk.a.to - hunk.a.from + hunk.b.to - hunk.b.from).toBeGreaterThan(0);
      [atA, atB] = [hunk.a.to, hunk.b.to];
    }
    expect(a.slice(atA)).toEqual(b.slice(atB));
  };

  test('outside of the hunks both sides are the same', () => {
    fc.assert(fc.property(fc.array(line), fc.array(line), isDiff));
  });

  test('long and monotonous texts are compared coarsely, not for ever', () => {
    const a = Array.from({ length: 6000 }, (_, index) => (index % 3 === 0 ? `only ${index}` : 'same'));
    const b = ['first', ...a.filter((_, index) => index % 100 !== 0), 'last'];
    isDiff(a, b);
    expect(diff(a, b).length).toBeGreaterThan(50);
    const monotone = (item: string): string[] =>
      Array.from({ length: 20_000 }, (_, index) => item.repeat(1 + (index % 2)));
    isDiff(['x', ...monotone('a'), 'y'], ['z', ...monotone('a').reverse(), 'w']);
    expect(merge(a.join('\n'), b.join('\n'), a.with(3001, 'theirs').join('\n')).text).toContain('theirs');
  });
});

describe('merge', () => {
  test('what only one side changed is the result', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(merge(one, one, other)).toEqual({ text: other, conflicts: [], base: other });
        expect(merge(one, other, one)).toEqual({ text: other, conflicts: [], base: one });
        expect(merge(one, other, other)).toEqual({ text: other, conflicts: [], base: other });
      }),
    );
  });

  test('nothing that either side wrote is lost, nor comes twice', () => {
    const sides = textOf(line).chain((base) =>
      fc.tuple(fc.constant(base), changed(base, 'MINE'), changed(base, 'THEIRS')),
    );
    fc.assert(
      fc.property(sides, ([base, mine, theirs]) => {
        const { text, conflicts } = merge(base, mine, theirs);
        expect(words(text, 'MINE')).toEqual(words(mine, 'MINE'));
        const kept = text + conflicts.map((conflict) => conflict.theirs).join('');
        expect(words(kept, 'THEIRS')).toEqual(words(theirs, 'THEIRS'));
      }),
    );
  });

  test('conflicts say where they are, and any order of deciding leaves none', () => {
    const hows = fc.array(fc.constantFrom('mine' as const, 'theirs' as const, 'both' as const), {
      minLength: 1,
    });
    fc.assert(
      fc.property(textOf(line), textOf(line), textOf(line), hows, (base, mine, theirs, choices) => {
        let merged = merge(base, mine, theirs);
        expect(merge(base, mine, theirs)).toEqual(merged);
        for (let turn = 0; merged.conflicts.length > 0; turn++) {
          for (const { at, atBase, ...conflict } of merged.conflicts) {
            expect(merged.text.slice(at.from, at.to)).toBe(conflict.mine);
            expect(merged.base.slice(atBase.from, atBase.to)).toBe(conflict.base);
          }
          const how = choices[turn % choices.length] ?? 'mine';
          const next = merged.conflicts[turn % merged.conflicts.length];
          if (next === undefined) break;
          const decided = resolveConflict(merged, next, how);
          expect(decided.conflicts).toHaveLength(merged.conflicts.length - 1);
          merged = decided;
        }
        expect(merged.base).toBe(theirs);
        expect(merge(merged.base, merged.text, theirs)).toEqual(merged);
      }),
    );
  });

  test('an edit beside a conflict does not settle it', () => {
    const base = 'FROM python\nRUN one\nRUN two\nRUN three\nUSER app\nCMD run\n';
    const mine = base.replace('USER app', 'USER mine');
    const theirs = base.replace('USER app', 'USER theirs');
    const merged = merge(base, mine, theirs);
    expect(merged.conflicts).toHaveLength(1);
    const later = merge(merged.base, merged.text.replace('RUN one', 'RUN uno'), theirs);
    expect(later.conflicts.map((conflict) => [conflict.mine, conflict.theirs])).toEqual([
      ['USER mine\n', 'USER theirs\n'],
    ]);
    expect(later.text).toContain('RUN uno');
  });

  test.each([
    ['lines side by side', 'a\nb\n', 'A\nb\n', 'a\nB\n', 'A\nB\n'],
    [
      'words of one line',
      'server app:8000;\n',
      'server app:9000;\n',
      'server shop:8000;\n',
      'server shop:9000;\n',
    ],
    ['line ends', 'a\nb\nc\n', 'a\r\nb\r\nc\r\n', 'a\nB\nc\n', 'a\r\nB\r\nc\r\n'],
    ['a missing end', 'a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC'],
  ])('brings together %s', (_, base, mine, theirs, text) => {
    expect(merge(base, mine, theirs)).toEqual({ text, conflicts: [], base: theirs });
  });

  test('both versions of a line go one below the other, also where the file ends without a line end', () => {
    const merged = merge('x', 'mine', 'theirs');
    const [conflict] = merged.conflicts;
    expect(conflict && resolveConflict(merged, conflict, 'both').text).toBe('mine\ntheirs');
  });
});
