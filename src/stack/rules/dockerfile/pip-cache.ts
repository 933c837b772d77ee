import { lookupIn } from '../../read/scope.ts';
import type { StageFacts, Step } from '../../facts/image.ts';
import { mentions } from '../../facts/django.ts';
import { pipInstalls, type PipInstall } from '../../facts/pip.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Stack } from '../../stack.ts';
import { insertAfter } from '../fix.ts';
import type { Rule } from '../rule.ts';

const variable = 'PIP_NO_CACHE_DIR';

/** pip's cache in a layer of the image. */
export const pipCache: Rule = {
  id: 'dockerfile/pip-cache',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const { final } of images) {
      if (isConfigured(stack, final)) continue;
      for (const step of final.lineage) {
        if (!keepsCache(step)) continue;
        const words = pipInstalls(step)
          .filter((install) => fillsCache(step, install))
          .flatMap(({ command }) => command.args.find(({ value }) => value === 'install') ?? []);
        const [first] = words;
        if (first === undefined) continue;
        yield {
          message:
            'The image carries a second copy of what pip has downloaded and built: its cache, which only a next build could use, and which a next build does not see.',
          at: first.span,
          fixes: [
            {
              title: 'Let pip keep no cache',
              changes: words.map(({ span }) => insertAfter(span, ' --no-cache-dir')),
            },
          ],
        };
      }
    }
  },
};

/** A file tells pip what to do. */
const isConfigured = (stack: Stack, { lineage }: StageFacts): boolean =>
  lineage.some(({ instruction: { span } }) =>
    /pip\.conf|pip3? config/.test(stack.get(span.path)?.text.slice(span.from, span.to) ?? ''),
  );

/** The cache of a step stays in its layer: root writes it, no mount takes it, and nothing removes it. */
function keepsCache({ instruction, commands, user }: Step): boolean {
  // pip keeps no cache where it may not write, and whether it may is known for root alone.
  if (!/^(root|0)?(:|$)/.test(user === undefined ? 'root' : (user.user.value ?? '?'))) return false;
  if (lookupIn(instruction.scope)(variable) !== null) return false;
  const mounted =
    instruction.kind === 'run' &&
    instruction.mounts.some(
      ({ type, options }) =>
        (type === 'cache' || type === 'tmpfs') && !/^\/var\//.test(options.get('target') ?? ''),
    );
  return !mounted && !commands.some(removesCache);
}

const removesCache = ({ program, args }: ShellCommand): boolean =>
  program === undefined ||
  /\.sh$/.test(program) ||
  (program === 'rm' && args.some(({ value }) => value === undefined || /\.cache|^\/root/.test(value))) ||
  (/^pip[\d.]*$/.test(program) && args[0]?.value === 'cache');

function fillsCache({ commands }: Step, { command, options, packages, files }: PipInstall): boolean {
  if (command.program === 'uv') return false;
  const earlier = commands.slice(0, commands.indexOf(command) + 1);
  if (earlier.some((each) => mentions(each, variable))) return false;
  const told = ['--no-cache-dir', '--no-cache', '--cache-dir', '--no-index', '--dry-run'];
  if (told.some((option) => options.has(option))) return false;
  // Wheels from a folder are used where they lie.
  return files.length > 0 || packages.some(({ value }) => value?.endsWith('.whl') === false);
}
