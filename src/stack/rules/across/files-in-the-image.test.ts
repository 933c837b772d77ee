import { describe, expect, test } from 'vitest';
import { findings, slim, type Case } from '../findings.fixture.ts';

const install = ['COPY requirements.txt /', 'RUN pip install -r /requirements.txt'];
const django = { 'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n" };
const settings = (text: string) => ({ ...django, 'shop/settings.py': text });
const copied = ['WORKDIR /code', 'COPY . .', 'ENV DJANGO_SETTINGS_MODULE=shop.settings'];

const whole = [slim, 'COPY . /code'];

const of = (rule: Case['rule'], cases: readonly Omit<Case, 'rule'>[]): Case[] =>
  cases.map((each) => ({ ...each, rule }));

/** A false alarm costs more than a miss. */
describe('a rule says nothing', () => {
  const cases: Case[] = [
    ...of('across/ignore-needed', [
      {
        why: 'only a part of the folder',
        files: { '.dockerignore': 'docs\n', 'docs/a.md': '' },
        lines: [slim, 'COPY . /code'],
      },
      {
        why: 'taken back in',
        files: { '.dockerignore': '*.txt\n!requirements.txt\n' },
        lines: [slim, ...install],
      },
      {
        why: 'the collected files',
        files: { '.dockerignore': 'static\n', 'static/a.css': '' },
        lines: [slim, 'COPY . /code'],
      },
      {
        why: 'one file of the folder stays',
        files: { '.dockerignore': 'shop/a.py\n', 'shop/a.py': '', 'shop/b.py': '' },
        lines: [slim, 'COPY shop /code/shop'],
      },
      {
        why: 'another context',
        files: { '.dockerignore': 'site.conf\n', 'nginx/site.conf': '' },
        lines: [slim, 'COPY nginx/site.conf /'],
      },
    ]),
    ...of('across/ignore-env', [
      { why: 'an example', lines: whole, files: { '.env.example': 'SECRET_KEY=x\n' } },
      { why: 'no value in it', lines: whole, files: { '.env': 'SECRET_KEY=\n# KEY=x\n' } },
      { why: 'held back', lines: whole, files: { '.env': 'SECRET_KEY=x\n', '.dockerignore': '**/.env*\n' } },
    ]),
    {
      why: 'a stage that is not shipped',
      rule: 'across/ignore-env',
      lines: [`${slim} AS a`, 'COPY . /code', slim, 'COPY --from=a /code/shop /code/shop'],
      files: { '.env': 'SECRET_KEY=x\n' },
    },
    {
      why: 'only some folders are copied',
      rule: 'across/ignore-missing',
      lines: [slim, 'COPY shop /code/shop'],
    },
    {
      why: 'nobody knows the bit',
      rule: 'across/entrypoint-not-executable',
      lines: [slim, 'COPY docker-entrypoint.sh /', 'ENTRYPOINT ["/docker-entrypoint.sh"]'],
    },
    {
      why: 'a link of that name',
      rule: 'across/entrypoint-path',
      lines: [
        slim,
        'COPY docker-entrypoint.sh /code/',
        'RUN ln -s /code/docker-entrypoint.sh /app.sh',
        'ENTRYPOINT ["/app.sh"]',
      ],
    },
    ...[
      [
        'UWSGI_STATIC_MAP=/static/=/code/static',
        'STATIC_URL = "static/"\nSTATIC_ROOT = BASE_DIR / "static"\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n',
      ],
      ['UWSGI_STATIC_MAP=/media/=/code/media', 'STATIC_URL = "/static/"\nSTATIC_ROOT = "/code/static"\n'],
      ['UWSGI_STATIC_MAP=/static/=/x', 'STATIC_URL = "/static/"\nSTATIC_ROOT = os.environ["STATIC_ROOT"]\n'],
      [
        'UWSGI_STATIC_MAP=/static/=/x',
        'STATIC_URL = "https://cdn.example.org/static/"\nSTATIC_ROOT = "/code/static"\n',
      ],
      ['UWSGI_STATIC_MAP=/static/=$WHERE', 'STATIC_URL = "/static/"\nSTATIC_ROOT = "/code/static"\n'],
    ].map(([env = '', text = '']): Case => ({
      why: `${env} ${text.split('\n')[1] ?? ''}`,
      rule: 'across/uwsgi-static-map-path',
      lines: [slim, ...copied, 'ARG WHERE', `ENV ${env}`, 'CMD ["uwsgi"]'],
      files: settings(text),
    })),
  ];

  test.each(cases)('$rule: $why', (each) => {
    expect(findings(each)).toEqual([]);
  });
});

describe('a rule speaks', () => {
  const cases: (Case & { at: string })[] = [
    {
      why: 'the requirements',
      rule: 'across/ignore-needed',
      lines: [slim, ...install],
      files: { '.dockerignore': '.git\n*.txt\n' },
      at: '*.txt',
    },
    {
      why: 'style sheets of an app',
      rule: 'across/ignore-needed',
      lines: [slim, 'COPY . /code'],
      files: { '.dockerignore': '**/static\n', 'shop/__init__.py': '', 'shop/static/shop/a.css': '' },
      at: '**/static',
    },
    {
      why: 'a path that is counted from the file, one folder too deep',
      rule: 'across/uwsgi-static-map-path',
      lines: [
        slim,
        ...copied,
        'ENV DJANGO_SETTINGS_MODULE=shop.settings.deploy',
        'ENV UWSGI_STATIC_MAP=/static=/code/static',
        'CMD ["uwsgi"]',
      ],
      files: {
        ...django,
        'shop/settings/__init__.py':
          'from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\nSTATIC_URL = "static/"\n',
        'shop/settings/deploy.py':
          'import os\nfrom . import *\nSTATIC_ROOT = os.path.join(BASE_DIR, "static")\n',
      },
      at: '/static=/code/static',
    },
  ];

  test.each(cases)('$rule: $why', ({ at, ...each }) => {
    expect(findings(each).map(({ text }) => text)).toEqual([at]);
  });
});
