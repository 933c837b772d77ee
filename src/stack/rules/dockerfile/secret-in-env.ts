import type { Env, Arg } from '../../read/instruction.ts';
import type { Assigned } from '../../read/scope.ts';
import type { Span, Stack } from '../../stack.ts';
import { deleteLines, replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** A secret that ENV or ARG writes into the image for all who have it. */
export const secretInEnv: Rule = {
  id: 'dockerfile/secret-in-env',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const { instruction } of images.flatMap(({ final }) => final.lineage)) {
      if (instruction.kind !== 'env' && instruction.kind !== 'arg') continue;
      for (const pair of instruction.pairs) {
        const what = secretOf(instruction, pair);
        if (what === undefined) continue;
        yield {
          message: `Everyone who has the image can read ${what} with \`docker history\` or \`docker inspect\`. Pass it when the container starts, or mount it as a secret for one RUN.`,
          at: spanOfPair(pair),
          fixes: [
            { title: `Take ${pair.name.value} out of the image`, changes: removal(stack, instruction, pair) },
          ],
        };
      }
    }
  },
};

/** The secret itself comes last: `DB_PASSWORD`, and not `PASSWORD_RESET_TIMEOUT` or `SECRET_KEY_FILE`. */
const secretName =
  /(^|_)(SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|CREDENTIALS?|(API|ACCESS|PRIVATE|SECRET|SIGNING|ENCRYPTION)_?KEY)(_?\d+)?$/i;
const passwordInUrl = /^[a-z][a-z0-9+.-]*:\/\/[^/@:]*:([^/@]+)@/i;

/** What the pair gives away, in words. */
function secretOf({ kind }: Env | Arg, { name, value }: Assigned): string | undefined {
  const text = value?.value;
  if (text !== undefined && passwordInUrl.test(text)) return `the password in \`${name.value}\``;
  if (!secretName.test(name.value)) return undefined;
  // An ARG without a default still lands in the history with the value that the build is given.
  if (kind === 'arg') return value === undefined || text !== '' ? `\`${name.value}\`` : undefined;
  return text === undefined || text === '' ? undefined : `\`${name.value}\``;
}

const spanOfPair = ({ name, value }: Assigned): Span => ({
  ...name.span,
  to: value?.span.to ?? name.span.to,
});

function removal(stack: Stack, instruction: Env | Arg, pair: Assigned): Fix['changes'] {
  const { pairs, span } = instruction;
  if (pairs.length === 1) return [deleteLines(stack, span)];
  const index = pairs.indexOf(pair);
  const next = pairs[index + 1];
  const previous = pairs[index - 1];
  const own = spanOfPair(pair);
  if (next !== undefined) return [replace({ ...own, to: next.name.span.from }, '')];
  return [replace({ ...own, from: previous === undefined ? own.from : spanOfPair(previous).to }, '')];
}
