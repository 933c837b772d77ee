import { expect, test } from 'vitest';
import { readScript } from './entrypoint.ts';

const read = (text: string): ReturnType<typeof readScript> => readScript({ path: 'start.sh', text });

test('the first line, as the kernel reads it', () => {
  expect(read('#!/usr/bin/env -S bash -e\n').shebang?.value).toEqual({
    interpreter: '/usr/bin/env',
    argument: '-S bash -e',
  });
  expect(read('#! /bin/sh\r\n').shebang?.value).toEqual({ interpreter: '/bin/sh', argument: undefined });
  expect(read('\n#!/bin/sh\n').shebang).toBeUndefined();
  const bom = read('\ufeff#!/bin/sh\n');
  expect([bom.shebang, bom.bom?.to]).toEqual([undefined, 1]);
  expect(read('#!/bin/sh\r\nset -e\r\n').carriageReturn?.from).toBe(9);
});

test.each([
  ['#!/bin/sh -eu\n', 'e u'],
  ['set -ex\nset -o pipefail -o errexit\n', 'e pipefail x'],
  ['if x; then set -e; fi\n', ''],
])('options of %j', (text, options) => {
  expect([...read(text).options].sort().join(' ')).toBe(options);
});

test.each([
  ['exec "$@"', true, true],
  ['exec gosu app $@', true, false],
  ['"${@}"', false, true],
  ['uwsgi --ini x', undefined, undefined],
  ['echo $(printf "$@")', undefined, undefined],
])('%s hands over', (text, exec, quoted) => {
  const { handsOver } = read(text);
  expect([handsOver?.exec, handsOver?.quoted]).toEqual([exec, quoted]);
});
