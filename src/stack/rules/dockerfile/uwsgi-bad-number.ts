import { uwsgiServer } from '../../facts/uwsgi-server.ts';
import type { UwsgiOption } from '../../facts/uwsgi.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A number of uWSGI's that is written in words, or with a unit: it reads the digits in front, and 0 where there are none. */
export const uwsgiBadNumber: Rule = {
  id: 'dockerfile/uwsgi-bad-number',
  severity: 'error',
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      for (const option of server?.options ?? []) {
        const misread = misreadingOf(option);
        const { variable, value } = option;
        if (misread === undefined || server?.isNamedElsewhere(variable.value) !== false) continue;
        const inOneWord = value.span.from === variable.span.from;
        yield {
          message: misread.message,
          at: { ...variable.span, to: Math.max(variable.span.to, value.span.to) },
          fixes: inOneWord
            ? []
            : [{ title: `Write ${misread.meant}`, changes: [replace(value.span, misread.meant)] }],
        };
      }
    }
  },
};

interface Misreading {
  message: string;
  meant: string;
}

const words = 'zero one two three four five six seven eight nine ten'.split(' ');

function misreadingOf({ option, variable, value: { value } }: UwsgiOption): Misreading | undefined {
  if (value === undefined) return undefined;
  const what = `\`${variable.value}=${value}\``;
  if (option === 'workers' || option === 'processes') {
    // `$(NAME)` is a placeholder that uWSGI fills in itself.
    if (/\d|\$\(|@\(/.test(value)) return undefined;
    const number = words.indexOf(value.toLowerCase());
    return {
      message: `No request gets an answer: uWSGI reads ${what} as 0 and starts no worker at all.`,
      meant: String(Math.max(number, 1)),
    };
  }
  if (option !== 'buffer-size') return undefined;
  const match = /^(\d{1,3}) ?([km])i?b?$/i.exec(value);
  if (match === null) return undefined;
  const [, number = '', unit = ''] = match;
  const factor = unit.toLowerCase() === 'k' ? 1024 : 1024 * 1024;
  return {
    message: `Every request is refused: uWSGI reads ${what} as ${number} bytes, and no request is as short as that.`,
    meant: String(Number(number) * factor),
  };
}
