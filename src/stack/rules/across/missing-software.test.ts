import { describe, expect, test } from 'vitest';
import { apt, findings, slim, type Case } from '../findings.fixture.ts';

const requirements = (text: string) => ({ 'requirements.txt': text });
const install = ['COPY requirements.txt /', 'RUN pip install -r /requirements.txt'];
const django = { 'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n" };
const settings = (text: string) => ({ ...django, 'shop/settings.py': text });
const copied = ['WORKDIR /code', 'COPY . .', 'ENV DJANGO_SETTINGS_MODULE=shop.settings'];

/** A false alarm costs more than a miss. */
describe('a rule says nothing', () => {
  const cases: Case[] = [
    ...[
      { why: 'poetry installs', lines: [slim, 'RUN poetry install', 'CMD ["uwsgi"]'] },
      { why: 'uv installs', lines: [slim, 'RUN uv sync --frozen', 'CMD ["uwsgi"]'] },
      { why: 'an image of the own house', lines: ['FROM own/base', ...install, 'CMD ["uwsgi"]'] },
      { why: 'the folder is installed', lines: [slim, 'COPY . .', 'RUN pip install -e .', 'CMD ["uwsgi"]'] },
      { why: 'the compiled form', lines: [slim, 'RUN pip install pyuwsgi', 'CMD ["uwsgi"]'] },
      { why: 'Debian brings it', lines: [slim, `${apt} uwsgi-core`, 'CMD ["uwsgi"]'] },
      {
        why: 'the file is mounted',
        lines: [slim, 'RUN --mount=type=bind,target=/s pip install -r /s/requirements.txt', 'CMD ["uwsgi"]'],
      },
      { why: 'a script installs', lines: [slim, 'COPY . .', 'RUN ./install.sh', 'CMD ["uwsgi"]'] },
      {
        why: 'from an image that is not looked into',
        lines: [slim, 'COPY --from=own/wheels /venv /venv', 'CMD ["uwsgi"]'],
      },
      { why: 'the value is not known', lines: [slim, 'ARG SERVER', ...install, 'CMD $SERVER'] },
    ].map((each): Case => ({ rule: 'across/uwsgi-not-required', files: requirements('Django\n'), ...each })),
    {
      why: 'another package brings it',
      rule: 'across/cmd-not-installed',
      lines: [slim, ...install, 'CMD ["celery", "-A", "shop", "worker"]'],
      files: requirements('django-celery-beat\n'),
    },
    {
      why: 'the import may fail',
      rule: 'across/dj-database-url-missing',
      lines: [slim, ...install, ...copied],
      files: {
        ...requirements('Django\n'),
        ...settings('try:\n    import dj_database_url\nexcept ImportError:\n    pass\n'),
      },
    },
    {
      why: 'Heroku’s package brings it',
      rule: 'across/dj-database-url-missing',
      lines: [slim, ...install, ...copied],
      files: { ...requirements('django-heroku\n'), ...settings('import dj_database_url\n') },
    },
    {
      why: 'SQLite',
      rule: 'across/db-driver-missing',
      lines: [slim, ...install, ...copied],
      files: {
        ...requirements('Django\n'),
        ...settings("DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}\n"),
      },
    },
    {
      why: 'a URL that may be of any database',
      rule: 'across/db-driver-missing',
      lines: [slim, ...install, ...copied],
      files: {
        ...requirements('Django\n'),
        ...settings("import dj_database_url\nDATABASES = {'default': dj_database_url.config()}\n"),
      },
    },
    {
      why: 'taken out of the middleware again',
      rule: 'across/whitenoise-missing',
      lines: [slim, ...install, ...copied],
      files: {
        ...requirements('Django\n'),
        ...settings("MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\nMIDDLEWARE = []\n"),
      },
    },
    ...[
      'if command -v nc; then nc -z db 5432; fi',
      'nc() { python wait.py; }\nnc -z db',
      'echo "use nc"',
      '/opt/bin/nc -z db',
    ].map((line): Case => ({
      why: line,
      rule: 'across/tool-not-installed',
      lines: [
        slim,
        'COPY --chmod=755 docker-entrypoint.sh /usr/local/bin/',
        'ENTRYPOINT ["docker-entrypoint.sh"]',
      ],
      files: { 'docker-entrypoint.sh': `#!/bin/sh\n${line}\nexec "$@"\n` },
    })),
    ...[
      [slim, `${apt} curl`, 'RUN curl https://example.org'],
      [slim, `${apt} curl && curl https://example.org`],
      ['FROM python:3.14', 'RUN curl https://example.org'],
      ['FROM own/base', 'RUN curl https://example.org'],
      [slim, 'COPY --from=curlimages/curl /usr/bin/curl /usr/bin/', 'RUN curl https://example.org'],
      [slim, 'ADD https://example.org/gosu-1.17 /usr/local/bin/gosu', 'RUN gosu nobody true'],
      [slim, 'RUN python -c "x" > /usr/local/bin/gosu', 'RUN gosu nobody true'],
      [slim, 'RUN pip install dumb-init', 'RUN dumb-init true'],
    ].map((lines): Case => ({ why: lines.slice(1).join('; '), rule: 'across/tool-not-installed', lines })),
    {
      why: 'installed on Alpine',
      rule: 'across/shell-not-installed',
      lines: [
        'FROM python:3.14-alpine',
        'RUN apk add --no-cache bash',
        'COPY --chmod=755 start.sh /',
        'ENTRYPOINT ["/start.sh"]',
      ],
      files: { 'start.sh': '#!/bin/bash\nexec "$@"\n' },
    },
    {
      why: 'bash is part of Debian',
      rule: 'across/shell-not-installed',
      lines: [slim, 'COPY --chmod=755 start.sh /', 'ENTRYPOINT ["/start.sh"]'],
      files: { 'start.sh': '#!/usr/bin/env bash\nexec "$@"\n' },
    },
  ];

  test.each(cases)('$rule: $why', (each) => {
    expect(findings(each)).toEqual([]);
  });
});

describe('a rule speaks', () => {
  const cases: (Case & { at: string })[] = [
    {
      why: 'by ENGINE',
      rule: 'across/db-driver-missing',
      lines: [slim, ...install, ...copied],
      files: {
        ...requirements('Django\n'),
        ...settings("DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}\n"),
      },
      at: "'django.db.backends.postgresql'",
    },
    {
      why: 'the script starts it',
      rule: 'across/cmd-not-installed',
      lines: [
        slim,
        ...install,
        'COPY --chmod=755 docker-entrypoint.sh /',
        'ENTRYPOINT ["/docker-entrypoint.sh"]',
      ],
      files: { ...requirements('Django\n'), 'docker-entrypoint.sh': '#!/bin/sh\nexec gunicorn shop.wsgi\n' },
      at: 'gunicorn',
    },
    {
      why: 'behind tini',
      rule: 'across/cmd-not-installed',
      lines: [slim, ...install, 'ENTRYPOINT ["tini", "--"]', 'CMD ["gunicorn", "shop.wsgi"]'],
      files: requirements('Django\n'),
      at: 'gunicorn',
    },
    {
      why: 'bash on Alpine',
      rule: 'across/shell-not-installed',
      lines: ['FROM python:3.14-alpine', 'COPY --chmod=755 start.sh /', 'ENTRYPOINT ["/start.sh"]'],
      files: { 'start.sh': '#!/usr/bin/env bash\nexec "$@"\n' },
      at: '#!/usr/bin/env bash',
    },
    {
      why: 'a step of the build',
      rule: 'across/tool-not-installed',
      lines: [slim, 'RUN curl -o /x https://example.org'],
      at: 'curl',
    },
  ];

  test.each(cases)('$rule: $why', ({ at, ...each }) => {
    expect(findings(each).map(({ text }) => text)).toEqual([at]);
  });
});
