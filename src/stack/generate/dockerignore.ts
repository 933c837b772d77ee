import type { Choices } from '../choices.ts';
import { because, draft, part, text, type GeneratedFile } from './draft.ts';

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
        text`
          .env
          .env.*`,
      ),
    ),
    part(
      'history',
      because(
        'image',
        'The whole history, also what was deleted from it; and each commit would empty the cache.',
        text`.git`,
      ),
    ),
    part(
      'local',
      because(
        'image',
        'Made on your laptop, for your laptop: environments, compiled files, the development database, collected and uploaded files.',
        text`
          .venv
          venv
          **/__pycache__
          **/*.sqlite3
          staticfiles
          media`,
      ),
    ),
    part(
      'build-files',
      because(
        'image',
        'How the image is built is no part of the image, and an edit of these files need not copy the code again.',
        text`
          compose*.yaml
          Dockerfile
          .dockerignore`,
      ),
    ),
  );
}
