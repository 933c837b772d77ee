import type { Requirements } from '../../read/requirements.ts';
import type { Stack } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Fix } from '../rule.ts';

type Package = Requirements['packages'][number];

/** The form of psycopg that comes compiled, with libpq in it: `psycopg[binary]`, or `psycopg2-binary`. */
export function binaryForm(stack: Stack, { name, written, span, extras }: Package): Fix[] {
  const title = 'Use the form that comes compiled';
  if (name === 'psycopg2') return [{ title, changes: [replace(written.span, 'psycopg2-binary')] }];
  if (name !== 'psycopg') return [];
  const behind = stack.get(span.path)?.text.slice(written.span.to, span.to) ?? '';
  const brackets = /^\s*\[[^\]]*\]/.exec(behind)?.[0] ?? '';
  const others = extras.filter((extra) => extra !== 'c');
  const to = written.span.to + brackets.length;
  return [
    {
      title,
      changes: [
        replace({ ...written.span, from: written.span.to, to }, `[${['binary', ...others].join(',')}]`),
      ],
    },
  ];
}
