import type { Choices } from '../choices.ts';
import { because, draft, part, text, type GeneratedFile } from './draft.ts';

/** The next minor release, which the upper bound keeps out. */
const nextMinor = (version: string): string => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return `${major}.${minor + 1}`;
};

/** requirements.txt. The ranges are those of 2026-11-23, see `knowledge/`. */
export function requirements(choices: Choices): GeneratedFile {
  return draft(
    { slot: 'requirements.txt', kind: 'requirements' },
    choices,
    part(
      'requirements',
      because(
        'image',
        'Bug fixes of this release come in with the next build; the next release does not.',
        text`Django>=${{ choice: 'django', text: choices.django }},<${nextMinor(choices.django)}`,
      ),
      because('settings', 'Turns `DATABASE_URL` into Django’s `DATABASES`.', text`dj-database-url>=3.1,<4`),
      because(
        'image',
        'With `[binary]` the wheel brings libpq along: nothing to compile, nothing to install at run time.',
        text`psycopg[binary]>=3.3,<3.4`,
      ),
      because(
        'image',
        'Published as source only, hence the compiler in the build.',
        text`uwsgi>=2.0.31,<2.1`,
      ),
      choices.staticFiles === 'whitenoise' &&
        because('static-files', 'Sends static files from within Django.', text`whitenoise>=6.12,<7`),
    ),
  );
}
