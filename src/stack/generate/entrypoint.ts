import type { Choices } from '../choices.ts';
import { because, blank, draft, indented, part, text, type GeneratedFile } from './draft.ts';

/** docker-entrypoint.sh: waits for Postgres, migrates when told to, and becomes the command. */
export function entrypoint(choices: Choices): GeneratedFile {
  const then = choices.migrate ? 'waits for Postgres, migrates if told to' : 'waits for Postgres';
  return draft(
    { slot: 'docker-entrypoint.sh', kind: 'entrypoint', executable: true },
    choices,
    text`
      #!/bin/sh
      # Prepares (${then}), then becomes the command, so that the command gets the signals of docker stop.`,
    part(
      'safety',
      because(
        'entrypoint',
        'Stops at the first command that fails, and at the first variable that is not set.',
        text`set -eu`,
      ),
      because(
        'entrypoint',
        'The first process of a container ignores a signal that it has no handler for. This is the handler for the time of waiting.',
        text`trap 'exit 143' TERM INT`,
      ),
    ),
    blank,
    part(
      'wait',
      because(
        'entrypoint',
        'Empty means “no database”: the build and the smoke test. Absent stops the script, and names the variable.',
        text`
          # An empty DATABASE_URL means that there is no database to wait for: a build step, a smoke test.
          if [ -n "$DATABASE_URL" ]; then`,
      ),
      indented(
        4,
        because(
          'entrypoint',
          'A real connection, with the driver and the URL that Django will use. `pg_isready` says that a server is there, also when the password is wrong.',
          text`
            tries=30
            until reason=$(python -c 'import os, sys, psycopg; sys.tracebacklimit = 0; psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=3)' 2>&1); do`,
        ),
        because(
          'entrypoint',
          'The reason is printed, because a wrong password never gets better; and there is an end to it.',
          indented(
            4,
            text`
              tries=$((tries - 1))
              echo "waiting for Postgres: $reason" >&2
              if [ "$tries" -eq 0 ]; then
                  echo "giving up" >&2
                  exit 1
              fi
              sleep 1`,
          ),
          text`done`,
        ),
        choices.migrate && part('migrate', migrate),
      ),
      text`fi`,
    ),
    blank,
    part(
      'exec',
      because(
        'entrypoint',
        'The shell is replaced by the command. Without `exec` it would stay in front of it as process 1, and keep every signal to itself.',
        text`exec "$@"`,
      ),
    ),
  );
}

const migrate = because(
  'entrypoint',
  'Only where it is asked for, and only the word `on` counts: with several containers, one of them migrates.',
  text`
    if [ "\${DJANGO_MANAGEPY_MIGRATE:-off}" = on ]; then
        python manage.py migrate --noinput
    fi`,
);
