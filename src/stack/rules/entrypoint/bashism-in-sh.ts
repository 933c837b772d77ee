import { bashismsIn } from '../../facts/bashisms.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { launchOf, type LaunchScript } from '../../facts/launch.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** A start script in bash's language that Debian's `/bin/sh`, which is dash, is told to read. */
export const bashismInSh: Rule = {
  id: 'entrypoint/bashism-in-sh',
  severity: 'error',
  yieldsTo: ['entrypoint/crlf'],
  reads: ['entrypoint'],
  *check({ images, scripts }) {
    for (const image of images) {
      const started = launchOf(image, scripts)?.script;
      if (started === undefined || !isReadByDash(image, started)) continue;
      const [first, ...others] = bashismsIn(started.script, {
        pipefail: image.final.image?.release === 'trixie',
      });
      if (first === undefined) continue;
      const consequence = first.stopsReading
        ? 'The script ends here with a syntax error'
        : 'This does not do what it says';
      yield {
        message: `${consequence}: \`/bin/sh\` is dash on Debian, and \`${first.what}\` belongs to bash.`,
        at: first.span,
        related: others.map(({ what, span }) => ({ value: `${what} belongs to bash too`, span })),
        fixes: letBashRead(started),
      };
    }
  },
};

function isReadByDash(image: ImageFacts, { script, openedBy, word }: LaunchScript): boolean {
  if (image.final.image?.distribution !== 'debian') return false;
  // `sh script`: the `#!` does not count. Which shell stands in front of the word is part of the same instruction.
  if (openedBy === 'shell') return firstShell(image, word.span.from) === 'sh';
  const { interpreter, argument } = script.shebang?.value ?? {};
  if (interpreter === undefined) return false;
  const name = interpreter.endsWith('/env') ? argument : interpreter.split('/').at(-1);
  return name === 'sh' || name === 'dash';
}

function firstShell(image: ImageFacts, before: number): string | undefined {
  const command = (image.final.entrypoint ?? image.final.cmd)?.command;
  const words = command?.form === 'exec' ? command.words : [];
  return words
    .findLast(({ span }) => span.from < before)
    ?.value.split('/')
    .at(-1);
}

/** bash is there on Debian. */
function letBashRead({ script, openedBy }: LaunchScript): Fix[] {
  const { shebang } = script;
  return shebang === undefined || openedBy === 'shell'
    ? []
    : [{ title: 'Let bash read it', changes: [replace(shebang.span, '#!/bin/bash')] }];
}
