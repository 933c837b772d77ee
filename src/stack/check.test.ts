import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkStack } from './check.ts';
import { defaultChoices } from './choices.ts';
import { emptyCache } from './facts/facts.ts';
import { generateStack } from './generate/index.ts';
import type { StackFile } from './stack.ts';
import { stackOf } from './stack.fixture.ts';

const dockerfile = (...lines: string[]): ReturnType<typeof stackOf> =>
  stackOf({ Dockerfile: `${['FROM python:3.14-slim-trixie', ...lines].join('\n')}\n` });
const ids = (...lines: string[]): string[] =>
  checkStack(dockerfile(...lines))
    .map(({ rule }) => rule)
    .filter((rule) => rule === 'dockerfile/secret-in-env' || rule.startsWith('drydock/'));

const secret = 'ENV SECRET_KEY=x';
const ignore = '# drydock ignore dockerfile/secret-in-env';

describe('a suppression', () => {
  test('speaks for the instruction below it, over comments, and for all of its lines', () => {
    expect(ids(secret)).toEqual(['dockerfile/secret-in-env']);
    expect(ids(`${ignore}: a demonstration`, secret)).toEqual([]);
    expect(ids(`${ignore}: a demonstration`, '# more', '', 'ENV A=1 \\', '    SECRET_KEY=x')).toEqual([]);
    expect(ids('ENV A=1 \\', `    ${ignore}: a demonstration`, '    SECRET_KEY=x')).toEqual([]);
  });

  test('speaks for its own line in a file that knows such comments', () => {
    const requirements = (comment: string): string[] =>
      checkStack(stackOf({ 'requirements.txt': `uwsgi=2.0  # drydock ignore ${comment}\n` })).map(
        ({ rule }) => rule,
      );
    expect(requirements('requirements/syntax: a template')).toEqual([]);
  });

  test('that nobody needs, that names no rule, or that gives no reason, is told', () => {
    const unused = 'drydock/unused-suppression';
    expect(ids(`${ignore}: why`, 'ENV A=1')).toEqual([unused]);
    expect(ids(ignore, secret)).toEqual([unused]);
    expect(ids('# drydock ignore dockerfile/secret-in-evn: why', secret)).toEqual([
      unused,
      'dockerfile/secret-in-env',
    ]);
    expect(ids(`${ignore}: why`, 'ENV A=1', secret)).toEqual([unused, 'dockerfile/secret-in-env']);
  });

  test('is not held against the reader while Docker cannot read the file', () => {
    expect(ids(`${ignore}: why`, secret, 'COPPY a b')).toEqual([]);
  });
});

test('while Docker cannot read a file, only its form is spoken of', () => {
  const problems = checkStack(
    dockerfile('RUN apt-get install libpcre3', '    && pip install uwsgi', 'USER nobody-made'),
  );
  expect(problems.map(({ rule }) => rule)).toEqual(['dockerfile/unknown-instruction']);
});

test('problems come in the order of files and places', () => {
  const found = checkStack(stackOf({ 'b/requirements.txt': 'a=1\nb=2\n', 'a/requirements.txt': 'c=3\n' }));
  expect(found.map(({ at }) => [at.path, at.from])).toEqual([
    ['a/requirements.txt', 1],
    ['b/requirements.txt', 1],
    ['b/requirements.txt', 5],
  ]);
});

test('whatever is edited, added, renamed or deleted, a check that remembers is one that starts anew', () => {
  const sound = [...generateStack(defaultChoices).values()];
  const chosen = fc.nat(sound.length - 1).map((index) => sound[index]);
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('edit'),
      file: chosen,
      at: fc.nat(1500),
      text: fc.constantFrom('', 'x', '\n', '#', '"'),
    }),
    fc.record({ kind: fc.constant('delete'), file: chosen }),
    fc.record({ kind: fc.constant('restore'), file: chosen }),
    fc.record({ kind: fc.constant('chmod'), file: chosen }),
    fc.record({ kind: fc.constant('move'), file: chosen }),
    // The same text under a name of another kind, and another text under the same name.
    fc.record({ kind: fc.constant('retype'), file: chosen, as: chosen }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const cache = emptyCache();
      const files = new Map<string, StackFile>(sound.map((file) => [file.path, file]));
      for (const each of steps) {
        const path = each.file?.path ?? '';
        const file = files.get(path);
        if (each.kind === 'restore' && each.file !== undefined) files.set(path, each.file);
        else if (file === undefined) continue;
        else if (each.kind === 'delete') files.delete(path);
        else if (each.kind === 'chmod') files.set(path, { ...file, executable: !file.executable });
        else if (each.kind === 'move') {
          files.delete(path);
          files.set(`moved/${path}`, { ...file, path: `moved/${path}` });
        } else if ('as' in each) files.set(path, { ...file, kind: each.as?.kind ?? 'other' });
        else if ('at' in each)
          files.set(path, {
            ...file,
            text: file.text.slice(0, each.at) + each.text + file.text.slice(each.at + 1),
          });
        expect(checkStack(files, cache)).toEqual(checkStack(files));
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('a Dockerfile cannot be written that holds the checker up', () => {
  const stages = Array.from({ length: 60 }, (_, index) => [
    `FROM python:3.14-slim-trixie AS s${index}`,
    ...['a', 'b', 'c'].map((name) => `COPY --from=s${index - 1} /x/${name} /x/`),
    'RUN pip install -r /x/requirements.txt uwsgi',
  ]);
  const text = [...stages.flat(), 'USER app', 'ENTRYPOINT ["/x/start.sh"]'].join('\n');
  expect(checkStack(stackOf({ Dockerfile: text, 'start.sh': '', 'manage.py': '' })).length).toBeGreaterThan(
    0,
  );
});
