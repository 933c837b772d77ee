import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDockerfile, type Dockerfile } from './dockerfile.ts';
import type { Instruction } from './instruction.ts';

const read = (...lines: string[]): { text: string; dockerfile: Dockerfile } => {
  const text = lines.join('\n');
  return { text, dockerfile: readDockerfile({ path: 'Dockerfile', text }) };
};

/** The instruction of that kind, the last one when there are several. */
function last<K extends Instruction['kind']>(
  { instructions }: Dockerfile,
  kind: K,
): Instruction & { kind: K } {
  const found = instructions.findLast((each): each is Instruction & { kind: K } => each.kind === kind);
  return found ?? expect.unreachable(`no ${kind}`);
}

/** Each with what `docker inspect` printed for it: Docker Engine 28.5, 2026-11-23. */
test('variables and quotes come to what Docker makes of them', () => {
  const { dockerfile } = read(
    'ARG TOP=top',
    'ARG BASE=debian',
    'FROM ${BASE}:trixie-slim AS one',
    'ARG TOP',
    'ARG LOCAL=${TOP}-x',
    'ENV A="two words" B=\'$TOP\' C=a\\ b D=${TOP:-d} E=${NOPE:-dflt} F=${NOPE:+set} G=${TOP:+set} H="x\\"y" I=a\\b J="a\\b" K=$TOP/$LOCAL L="${NOPE}" M=${NOPE-minus} N=$NOPE. O="$" P=cost$5 Q=${EMPTY:-e}',
    'ENV LEGACY  some "quoted" $TOP text',
    'ENV R=one \\',
    '    # a comment',
    '    S=two \\',
    '',
    '    T=three',
    'ENV U="line \\',
    "  goes on\" V='it''s' W=${X:-${TOP}} Y=${Y:-'q'}",
    'ENV A=new AA=$A',
    'FROM one AS two',
    'ENV Z=$LOCAL. ZZ=$A',
  );
  expect(dockerfile.parses).toBe(true);
  expect(dockerfile.stages[0]?.from.image).toMatchObject({ name: 'debian', tag: 'trixie-slim' });
  const variables = dockerfile.stages.at(-1)?.scope.variables ?? new Map<string, never>();
  const environment = [...variables].flatMap(([name, { origin, value }]) =>
    origin === 'env' ? [[name, value]] : [],
  );
  expect(Object.fromEntries(environment)).toEqual({
    ...{ A: 'new', B: '$TOP', C: 'a b', D: 'top', E: 'dflt', F: '', G: 'set', H: 'x"y', I: 'ab', J: 'a\\b' },
    ...{
      K: 'top/top-x',
      L: '',
      M: 'minus',
      N: '.',
      O: '$',
      P: 'cost',
      Q: 'e',
      LEGACY: 'some quoted top text',
    },
    ...{ R: 'one', S: 'two', T: 'three', U: 'line   goes on', V: 'its', W: 'top', Y: 'q', AA: 'two words' },
    ...{ Z: 'top-x.', ZZ: 'new' },
  });
});

test('what cannot be known stays unknown', () => {
  const { dockerfile } = read(
    'FROM registry.example.org/own:1',
    'ARG USER_NAME',
    'USER ${USER_NAME}',
    'WORKDIR $SET_BY_THE_IMAGE',
    'ENV FILE=${NAME##*/}',
  );
  expect(last(dockerfile, 'user').user.value).toBeUndefined();
  expect(last(dockerfile, 'workdir').path.value).toBeUndefined();
  expect(last(dockerfile, 'env').pairs[0]?.value?.value).toBeUndefined();
});

test('a heredoc is no argument, and its end is looked for', () => {
  const { text, dockerfile } = read(
    'FROM python:3.14-slim',
    'RUN <<EOF',
    'apt-get update',
    'EOF',
    "COPY <<-'SCRIPT' /start.sh",
    '\techo $HOME',
    '\tSCRIPT',
    'CMD ["x"]',
  );
  const run = last(dockerfile, 'run');
  expect(run.heredocs).toMatchObject([
    { name: 'EOF', closed: true, expands: true, content: { text: 'apt-get update\n' } },
  ]);
  expect(text.slice(run.span.from, run.span.to)).toMatch(/^RUN <<EOF[^]*EOF$/);
  const copy = last(dockerfile, 'copy');
  expect(copy.destination.value).toBe('/start.sh');
  expect(copy.heredocs[0]).toMatchObject({ expands: false, content: { text: 'echo $HOME\n' } });
  expect(dockerfile.parses).toBe(true);
  expect(read('FROM a', 'RUN <<EOF', 'ls').dockerfile.instructions[1]?.malformed?.reason).toBe(
    'unclosed-heredoc',
  );
});

test.each([
  ['ENV A=1 B', 'not-a-pair'],
  ['ENV ALONE', 'not-a-pair'],
  ['COPY x', 'one-argument'],
  ['ENV A="open', 'unclosed-quote'],
  ['WORKDIR', 'no-arguments'],
  ['FROM a b', 'words-behind'],
])('Docker refuses %s', (line, reason) => {
  const { dockerfile } = read('FROM python:3.14', line);
  expect(dockerfile.instructions[1]?.malformed?.reason).toBe(reason);
  expect(dockerfile.parses).toBe(false);
});

test('flags, mounts, JSON and sources are apart', () => {
  const { dockerfile } = read(
    '# escape=`',
    'FROM --platform=$BUILDPLATFORM python:3.14@sha256:abc AS app',
    'RUN --mount=type=bind,src=req.txt,dst=/req.txt --network=none pip install `',
    '    -r /req.txt',
    'COPY --from=build --chmod=0755 ["a b", "c", "/d/"]',
    'CMD [ "sh", "-c", "echo \\"hi\\"" ]',
  );
  expect(dockerfile.escape).toBe('`');
  expect(last(dockerfile, 'from')).toMatchObject({
    image: { name: 'python', tag: '3.14', digest: 'sha256:abc' },
    name: { value: 'app' },
  });
  const run = last(dockerfile, 'run');
  expect(run.command).toMatchObject({ form: 'shell', text: { text: 'pip install     -r /req.txt' } });
  expect(run.mounts[0]?.type).toBe('bind');
  expect(Object.fromEntries(run.mounts[0]?.options ?? [])).toMatchObject({
    source: 'req.txt',
    target: '/req.txt',
  });
  const copy = last(dockerfile, 'copy');
  expect(copy.sources.map(({ value }) => value)).toEqual(['a b', 'c']);
  expect([copy.destination.value, copy.from?.value, copy.chmod?.value]).toEqual(['/d/', 'build', '0755']);
  const { command } = last(dockerfile, 'cmd');
  expect(command.form === 'exec' && command.words.map(({ value }) => value)).toEqual([
    'sh',
    '-c',
    'echo "hi"',
  ]);
});

test('stages stand on stages by name or number, whatever the case', () => {
  const { dockerfile } = read('FROM python:3.14 AS Build', 'ENV A=1', 'FROM build AS app', 'FROM 1');
  expect(dockerfile.stages.map(({ base }) => base?.index)).toEqual([undefined, 0, 1]);
  expect(dockerfile.stages[2]?.scope.variables.get('A')?.value).toBe('1');
});

test('what is taken over from before an edit is what would be read anew', () => {
  const lines = [
    '# escape=`',
    'FROM python:3.14-slim AS build',
    'ARG A=1',
    'ENV B=$A C="x \\',
    '  y"',
    'RUN <<EOF',
    'apt-get update',
    'EOF',
    'COPY --from=build a b',
    '',
    '# word',
    'CMD ["x"]',
  ];
  const texts = ['\n', '\r\n', '\r\r\n'].map((end) => lines.slice(1).join(end) + end);
  texts.push(lines.join('\n'));
  const edit = fc.record({
    text: fc.constantFrom(...texts),
    at: fc.nat(160),
    drop: fc.nat(3),
    put: fc.constantFrom('', '\n', '\r', '\r\n', '\\', '`', 'x', ' ', '#', '<<EOF'),
  });
  fc.assert(
    fc.property(edit, ({ text, at, drop, put }) => {
      const after = text.slice(0, at) + put + text.slice(at + drop);
      const before = { text, dockerfile: readDockerfile({ path: 'Dockerfile', text }) };
      const file = { path: 'Dockerfile', text: after };
      expect(readDockerfile(file, before)).toEqual(readDockerfile(file));
    }),
    { numRuns: 3000, seed: 20261124 },
  );
});
