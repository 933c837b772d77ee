import { describe, expect, test } from 'vitest';
import { findings, slim, type Case } from '../findings.fixture.ts';

const start = [
  slim,
  'WORKDIR /code',
  'COPY . .',
  'RUN chmod +x /code/docker-entrypoint.sh',
  'ENTRYPOINT ["/code/docker-entrypoint.sh"]',
  'CMD ["uwsgi"]',
];
const script = (...lines: string[]) => ({ 'docker-entrypoint.sh': `${lines.join('\n')}\n` });
const windows = (...lines: string[]) => ({
  'docker-entrypoint.sh': lines.map((line) => `${line}\r\n`).join(''),
});

describe('a rule says nothing', () => {
  const cases: Case[] = [
    {
      why: 'dos2unix in the build',
      rule: 'entrypoint/crlf',
      lines: start.toSpliced(3, 0, 'RUN apt-get update && apt-get install -y dos2unix && dos2unix *.sh'),
      files: windows('#!/bin/sh', 'exec "$@"'),
    },
    {
      why: 'sed in the build',
      rule: 'entrypoint/crlf',
      lines: start.toSpliced(3, 0, String.raw`RUN sed -i 's/\r$//' docker-entrypoint.sh`),
      files: windows('#!/bin/sh', 'exec "$@"'),
    },
    {
      why: 'nobody starts it',
      rule: 'entrypoint/crlf',
      lines: [slim, 'COPY . .', 'CMD ["uwsgi"]'],
      files: windows('#!/bin/sh', 'exec "$@"'),
    },
    {
      why: 'a shell is given its name',
      rule: 'entrypoint/no-shebang',
      lines: [...start.slice(0, 4), 'ENTRYPOINT ["sh", "/code/docker-entrypoint.sh"]', 'CMD ["uwsgi"]'],
      files: script('exec "$@"'),
    },
    {
      why: 'the shell form reads it all the same',
      rule: 'entrypoint/no-shebang',
      lines: [...start.slice(0, 4), 'ENTRYPOINT /code/docker-entrypoint.sh'],
      files: script('exec uwsgi'),
    },
    {
      why: 'tini is the first process',
      rule: 'entrypoint/no-exec',
      lines: [
        ...start.slice(0, 4),
        'ENTRYPOINT ["tini", "--", "/code/docker-entrypoint.sh"]',
        'CMD ["uwsgi"]',
      ],
      files: script('#!/bin/sh', '"$@"'),
    },
    {
      why: 'it runs in the background, and the script waits',
      rule: 'entrypoint/no-exec',
      lines: start,
      files: script('#!/bin/sh', '"$@" &', 'child=$!', 'trap "kill $child" TERM', 'wait $child'),
    },
    {
      why: 'something is left to do',
      rule: 'entrypoint/no-exec',
      lines: start,
      files: script('#!/bin/sh', '"$@"', 'echo the end'),
    },
    {
      why: 'gosu behind exec',
      rule: 'entrypoint/no-exec',
      lines: start,
      files: script('#!/bin/sh', 'exec gosu app "$@"'),
    },
    {
      why: 'the last command is none that stays',
      rule: 'entrypoint/no-exec',
      lines: start,
      files: script('#!/bin/sh', 'python manage.py migrate'),
    },
    {
      why: 'the script starts the server itself',
      rule: 'entrypoint/no-args',
      lines: start,
      files: script('#!/bin/sh', 'python manage.py migrate', 'exec gunicorn shop.wsgi'),
    },
    {
      why: 'it goes through its arguments one by one',
      rule: 'entrypoint/no-args',
      lines: start,
      files: script('#!/bin/sh', 'case "$1" in', 'web) exec uwsgi;;', 'esac'),
    },
    {
      why: 'another script may take over',
      rule: 'entrypoint/no-args',
      lines: start,
      files: script('#!/bin/sh', '. /code/start.sh'),
    },
    {
      why: 'there is nothing to run',
      rule: 'entrypoint/no-args',
      lines: start.slice(0, -1),
      files: script('#!/bin/sh', 'python manage.py migrate'),
    },
    ...[
      'local a=1',
      '. /code/env',
      'echo "${A:-b}" "${A#b}" "${A%%b}" "$((1 + 1))" "$(date)" `date`',
      'set -eu -o pipefail',
      'echo hi > /tmp/x 2>&1',
      'f() { echo "[[ no ]]"; }',
      "echo 'source x' # [[ neither ]]",
      'cat <<END\n[[ $(ls) ]] <<< x\nEND',
      'read -r a',
      'trap "exit 143" TERM INT',
    ].map((line): Case => ({
      why: `dash takes ${line}`,
      rule: 'entrypoint/bashism-in-sh',
      lines: start,
      files: script('#!/bin/sh', line, 'exec "$@"'),
    })),
    {
      why: 'bash reads it',
      rule: 'entrypoint/bashism-in-sh',
      lines: start,
      files: script('#!/usr/bin/env bash', '[[ -n $A ]] && source x', 'exec "$@"'),
    },
    {
      why: 'bash is given its name',
      rule: 'entrypoint/bashism-in-sh',
      lines: [...start.slice(0, 4), 'ENTRYPOINT ["bash", "/code/docker-entrypoint.sh"]'],
      files: script('#!/bin/sh', '[[ -n $A ]]'),
    },
    {
      why: 'the sh of Alpine takes it',
      rule: 'entrypoint/bashism-in-sh',
      lines: ['FROM python:3.14-alpine', ...start.slice(1)],
      files: script('#!/bin/sh', '[[ -n $A ]]'),
    },
    {
      why: 'the image is not known',
      rule: 'entrypoint/bashism-in-sh',
      lines: ['FROM own/base', ...start.slice(1)],
      files: script('#!/bin/sh', '[[ -n $A ]]'),
    },
  ];

  test.each(cases)('$rule: $why', (each) => {
    expect(findings(each)).toEqual([]);
  });
});

describe('a rule speaks', () => {
  const cases: (Case & { at: string })[] = [
    {
      why: 'a byte order mark hides it',
      rule: 'entrypoint/no-shebang',
      lines: start,
      files: { 'docker-entrypoint.sh': '\uFEFF#!/bin/sh\nexec "$@"\n' },
      at: '\uFEFF#!/bin/sh',
    },
    {
      why: 'it is in the second line',
      rule: 'entrypoint/no-shebang',
      lines: start,
      files: { 'docker-entrypoint.sh': '\n#!/bin/sh\nexec "$@"\n' },
      at: '',
    },
    {
      why: 'the script is found in PATH',
      rule: 'entrypoint/no-shebang',
      lines: [
        slim,
        'COPY --chmod=755 docker-entrypoint.sh /usr/local/bin/',
        'ENTRYPOINT ["docker-entrypoint.sh"]',
      ],
      files: script('exec "$@"'),
      at: 'exec "$@"',
    },
    {
      why: 'the server is named in the script',
      rule: 'entrypoint/no-exec',
      lines: start,
      files: script('#!/bin/sh', 'python manage.py migrate', 'gunicorn shop.wsgi'),
      at: 'gunicorn shop.wsgi',
    },
    {
      why: 'with another user',
      rule: 'entrypoint/no-exec',
      lines: start,
      files: script('#!/bin/sh', 'gosu app "$@"'),
      at: 'gosu app "$@"',
    },
    {
      why: 'Debian 12 has an older dash',
      rule: 'entrypoint/bashism-in-sh',
      lines: ['FROM python:3.13-slim-bookworm', ...start.slice(1)],
      files: script('#!/bin/sh', 'set -euo pipefail', 'exec "$@"'),
      at: 'pipefail',
    },
    ...(
      [
        ['[[ -n $A ]] && echo', '[['],
        ['a=("$@")', '('],
        ['function f { echo; }', 'function'],
        ['cat <<< x', '<<<'],
        ['echo ${A//b/c}', '${A//b/c}'],
        ['echo $(echo ${A:0:1})', '${A:0:1}'],
        ['read -a words', '-a'],
        ['if (( A > 1 )); then echo; fi', '(('],
        ['diff <(ls) x', '<('],
        ['A+=b', 'A+='],
        ['declare -x A', 'declare'],
      ] as const
    ).map(([line, at]) => ({
      why: `dash does not take ${line}`,
      rule: 'entrypoint/bashism-in-sh' as const,
      lines: start,
      files: script('#!/bin/sh', line, 'exec "$@"'),
      at,
    })),
  ];

  test.each(cases)('$rule: $why', ({ at, ...each }) => {
    expect(findings(each).map(({ text }) => text)).toEqual([at]);
  });
});
