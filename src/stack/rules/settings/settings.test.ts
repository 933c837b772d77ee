import { describe, expect, test } from 'vitest';
import { findings, slim, type Case } from '../findings.fixture.ts';

const manage = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n";
const wsgi = `${manage}from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`;
const project = { 'manage.py': manage, 'shop/__init__.py': '', 'shop/wsgi.py': wsgi };
const settings = (...lines: string[]) => ({ ...project, 'shop/settings.py': `${lines.join('\n')}\n` });
const plain = settings('STATIC_URL = "static/"', 'STATIC_ROOT = "/code/static"', 'SECRET_KEY = "x"');
const code = [
  slim,
  'COPY requirements.txt /',
  'RUN pip install -r /requirements.txt',
  'WORKDIR /code',
  'COPY . .',
];
const collect = 'RUN python manage.py collectstatic --noinput';
const uwsgi = (...env: string[]) => [...code, `ENV ${env.join(' ')}`, 'CMD ["uwsgi"]'];

describe('a rule says nothing', () => {
  const cases: Case[] = [
    {
      why: 'it may be installed',
      rule: 'across/settings-module-no-file',
      lines: [...code, 'ENV DJANGO_SETTINGS_MODULE=somebody.else.config'],
      files: plain,
    },
    {
      why: 'it is in a folder below',
      rule: 'across/settings-module-no-file',
      lines: [...code, 'ENV DJANGO_SETTINGS_MODULE=config.settings.prod'],
      files: { ...plain, 'src/config/settings/prod.py': '' },
    },
    {
      why: 'the build names it',
      rule: 'across/settings-module-no-file',
      lines: [...code, 'ARG SETTINGS', 'ENV DJANGO_SETTINGS_MODULE=$SETTINGS'],
      files: plain,
    },
    {
      why: 'Compose names another',
      rule: 'across/settings-module-no-file',
      lines: [...code, 'ENV DJANGO_SETTINGS_MODULE=shop.settings.prod'],
      files: {
        ...plain,
        'compose.yaml': 'services: {app: {environment: {DJANGO_SETTINGS_MODULE: shop.settings}}}\n',
      },
    },
    {
      why: 'the project is not among the files',
      rule: 'across/settings-module-no-file',
      lines: [...code, 'ENV DJANGO_SETTINGS_MODULE=shop.settings.prod'],
      files: { 'shop/settings.py': '' },
      alone: true,
    },
    ...[
      'RUN SECRET_KEY=x python manage.py collectstatic --noinput',
      'RUN env SECRET_KEY=x python manage.py collectstatic --noinput',
      'RUN export SECRET_KEY=x && python manage.py collectstatic --noinput',
      'RUN . ./build.env && python manage.py collectstatic --noinput',
      'RUN --mount=type=secret,id=key SECRET_FILE=/run/secrets/key python manage.py collectstatic --noinput',
      'ARG SECRET_KEY\nRUN python manage.py collectstatic --noinput',
      'ENV SECRET_KEY=\nRUN python manage.py collectstatic --noinput',
      'RUN pip list',
    ].map((line): Case => ({
      why: line,
      rule: 'across/collectstatic-needs-secret',
      lines: [...code, line],
      files: settings('import os', 'SECRET_KEY = os.environ["SECRET_KEY"]'),
    })),
    ...[
      'SECRET_KEY = os.environ.get("SECRET_KEY")',
      'if DEBUG:\n    SECRET_KEY = "x"\nelse:\n    SECRET_KEY = os.environ["SECRET_KEY"]',
      'os.environ.setdefault("SECRET_KEY", "x")\nSECRET_KEY = os.environ["SECRET_KEY"]',
      'from dotenv import load_dotenv\nload_dotenv()\nSECRET_KEY = os.environ["SECRET_KEY"]',
      'def key():\n    return os.environ["SECRET_KEY"]',
    ].map((line): Case => ({
      why: line,
      rule: 'across/collectstatic-needs-secret',
      lines: [...code, collect],
      files: settings('import os', line),
    })),
    {
      why: 'the base image may set it',
      rule: 'across/collectstatic-needs-secret',
      lines: ['FROM own/base', ...code.slice(1), collect],
      files: settings('import os', 'SECRET_KEY = os.environ["SECRET_KEY"]'),
    },
    ...[
      'from .base import *',
      'from split_settings.tools import include\ninclude("base.py")',
      'if True:\n    STATIC_ROOT = "/x"',
      'import django_heroku\ndjango_heroku.settings(locals())',
      'STORAGES = {"staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}',
      'STORAGES = {"staticfiles": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": "/x"}}}',
    ].map((line): Case => ({
      why: line,
      rule: 'settings/static-root-missing',
      lines: [...code, collect],
      files: settings('STATIC_URL = "/static/"', line),
    })),
    {
      why: 'the file that is taken in sets it',
      rule: 'settings/static-root-missing',
      lines: [...code, 'ENV DJANGO_SETTINGS_MODULE=shop.settings.prod', collect],
      files: {
        ...project,
        'shop/settings/__init__.py': '',
        'shop/settings/base.py': 'STATIC_ROOT = "/x"\n',
        'shop/settings/prod.py': 'from .base import *\n',
      },
    },
    {
      why: 'another server',
      rule: 'across/wsgi-file-missing',
      lines: [...code, 'ENV UWSGI_MODULE=gone.wsgi', 'CMD ["daphne", "shop.asgi:application"]'],
      files: plain,
    },
    {
      why: 'Python looks elsewhere',
      rule: 'across/wsgi-file-missing',
      lines: uwsgi('PYTHONPATH=/code/src', 'UWSGI_MODULE=gone.wsgi'),
      files: plain,
    },
    {
      why: 'uWSGI changes its folder',
      rule: 'across/wsgi-file-missing',
      lines: uwsgi('UWSGI_CHDIR=/code/src', 'UWSGI_MODULE=gone.wsgi'),
      files: plain,
    },
    {
      why: 'a configuration file tells',
      rule: 'across/wsgi-file-missing',
      lines: [...code, 'CMD ["uwsgi", "--module", "gone.wsgi", "uwsgi.ini"]'],
      files: plain,
    },
    {
      why: 'the code comes from elsewhere',
      rule: 'across/wsgi-file-missing',
      lines: [
        slim,
        'WORKDIR /code',
        'RUN git clone https://example.org/x .',
        'ENV UWSGI_MODULE=gone.wsgi',
        'CMD ["uwsgi"]',
      ],
      files: plain,
    },
    {
      why: 'a package with an __init__',
      rule: 'across/wsgi-file-missing',
      lines: uwsgi('UWSGI_MODULE=shop.web'),
      files: { ...plain, 'shop/web/__init__.py': 'application = 1\n' },
    },
    {
      why: 'a file without wsgi in its name',
      rule: 'across/wsgi-file-dotted',
      lines: uwsgi('UWSGI_WSGI_FILE=app.py'),
      files: plain,
    },
    {
      why: 'imported',
      rule: 'across/wsgi-callable',
      lines: uwsgi('UWSGI_MODULE=shop.wsgi:app'),
      files: { ...plain, 'shop/wsgi.py': 'from shop.server import app\n' },
    },
    {
      why: 'defined as a function',
      rule: 'across/wsgi-callable',
      lines: uwsgi('UWSGI_MODULE=shop.wsgi:app'),
      files: { ...plain, 'shop/wsgi.py': 'def app(environ, start_response):\n    pass\n' },
    },
    {
      why: 'mounted for this step',
      rule: 'across/manage-missing',
      lines: [slim, 'WORKDIR /code', 'RUN --mount=type=bind,target=/code python manage.py check'],
      files: plain,
    },
    {
      why: 'it may fail',
      rule: 'across/manage-missing',
      lines: [slim, 'WORKDIR /code', 'RUN python manage.py check || true'],
      files: plain,
    },
    {
      why: 'something follows',
      rule: 'across/manage-missing',
      lines: [slim, 'WORKDIR /code', 'RUN python manage.py check; echo done'],
      files: plain,
    },
    {
      why: 'copied with a folder',
      rule: 'across/manage-missing',
      lines: [slim, 'WORKDIR /srv', 'COPY src/ .', 'RUN python manage.py check'],
      files: { ...plain, 'src/manage.py': '' },
    },
  ];

  test.each(cases)('$rule: $why', (each) => {
    expect(findings(each)).toEqual([]);
  });
});

describe('a rule speaks', () => {
  const cases: (Case & { at: string })[] = [
    {
      why: 'a typing error in the package',
      rule: 'across/settings-module-no-file',
      lines: [...code, 'ENV DJANGO_SETTINGS_MODULE="shopp.settings"'],
      files: plain,
      at: '"shopp.settings"',
    },
    {
      why: 'on the command line',
      rule: 'across/settings-module-no-file',
      lines: [...code, 'RUN python manage.py check --settings=shop.settings.prod'],
      files: plain,
      at: 'shop.settings.prod',
    },
    {
      why: 'in the start script',
      rule: 'settings/module-as-path',
      lines: [...code, 'ENTRYPOINT ["sh", "docker-entrypoint.sh"]'],
      files: {
        ...plain,
        'docker-entrypoint.sh': 'export DJANGO_SETTINGS_MODULE=shop/settings.py\nexec "$@"\n',
      },
      at: 'shop/settings.py',
    },
    {
      why: 'taken in from another file',
      rule: 'across/collectstatic-needs-secret',
      lines: [...code, 'ENV DJANGO_SETTINGS_MODULE=shop.settings.prod', collect],
      files: {
        ...project,
        'shop/settings/__init__.py': '',
        'shop/settings/base.py': 'import os\nKEY = os.environ["SECRET_KEY"]\n',
        'shop/settings/prod.py': 'from .base import *\nSTATIC_ROOT = "/x"\n',
      },
      at: 'python',
    },
    {
      why: 'what manage.py falls back to',
      rule: 'settings/static-root-missing',
      lines: [...code, collect],
      files: settings('STATIC_URL = "static/"'),
      at: 'python',
    },
    {
      why: 'gunicorn',
      rule: 'across/wsgi-file-missing',
      lines: [...code, 'CMD ["gunicorn", "-b", ":8000", "gone.wsgi:application"]'],
      files: { ...plain, 'requirements.txt': 'gunicorn\n' },
      at: 'gone.wsgi',
    },
    {
      why: 'arguments of uwsgi',
      rule: 'across/wsgi-callable',
      lines: [...code, 'CMD ["uwsgi", "--http", ":8000", "--module=shop.wsgi:app"]'],
      files: plain,
      at: 'app',
    },
    {
      why: 'one folder deeper',
      rule: 'across/manage-missing',
      lines: [slim, 'WORKDIR /code', 'COPY . .', 'RUN set -e; python manage.py check; echo done'],
      files: { 'src/manage.py': '', 'src/shop/__init__.py': '' },
      alone: true,
      at: 'manage.py',
    },
    {
      why: 'in the folder above',
      rule: 'across/wsgi-file-missing',
      lines: [...code, 'WORKDIR /srv', 'ENV UWSGI_WSGI_FILE=shop/wsgi.py', 'CMD ["uwsgi"]'],
      files: plain,
      at: 'shop/wsgi.py',
    },
  ];

  test.each(cases)('$rule: $why', ({ at, ...each }) => {
    expect(findings(each).map(({ text }) => text)).toEqual([at]);
  });
});
