import type { Choices } from '../choices.ts';
import { leftBehind } from '../knowledge/left-behind.ts';
import { because, draft, part, type Block, type GeneratedFile } from './draft.ts';

const patterns = (lines: readonly string[]): Block => ({ kind: 'text', lines: lines.map((line) => [line]) });

/** .dockerignore: what stays on the laptop when `COPY . .` takes the rest. */
export function dockerignore(choices: Choices): GeneratedFile {
  return draft(
    { slot: '.dockerignore', kind: 'dockerignore' },
    choices,
    part(
      'secrets',
      because(
        'image',
        'A secret that has been copied into a layer stays in it, whatever a later step deletes.',
        patterns(leftBehind.secrets),
      ),
    ),
    part(
      'history',
      because(
        'image',
        'The whole history, also what was deleted from it; and each commit would empty the cache.',
        patterns(leftBehind.history),
      ),
    ),
    part(
      'local',
      because(
        'image',
        'Made on your laptop, for your laptop: environments, compiled files, the development database, collected and uploaded files.',
        patterns(leftBehind.local),
      ),
    ),
    part(
      'build-files',
      because(
        'image',
        'How the image is built is no part of the image, and an edit of these files need not copy the code again.',
        patterns(leftBehind.buildFiles),
      ),
    ),
  );
}
