import { expect, test } from 'vitest';
import { kindOf } from './kind.ts';

test.each([
  ['Dockerfile', 'dockerfile'],
  ['docker/Dockerfile.prod', 'dockerfile'],
  ['web.Dockerfile', 'dockerfile'],
  ['.dockerignore', 'dockerignore'],
  ['docker/web.Dockerfile.dockerignore', 'dockerignore'],
  ['requirements.txt', 'requirements'],
  ['requirements-dev.txt', 'requirements'],
  ['requirements/prod.txt', 'requirements'],
  ['shop/settings.py', 'settings'],
  ['shop/settings_deploy.py', 'settings'],
  ['config/settings/base.py', 'settings'],
  ['shop/local_settings.py', 'settings'],
  ['shop/views.py', 'python'],
  ['docker-entrypoint.sh', 'entrypoint'],
  ['docker/entrypoint', 'entrypoint'],
  ['entrypoint.py', 'python'],
  ['scripts/start.sh', 'entrypoint'],
  ['compose.yaml', 'compose'],
  ['docker-compose.override.yml', 'compose'],
  ['nginx/default.conf', 'nginx'],
  ['nginx/Dockerfile', 'dockerfile'],
  ['deploy/nginx.conf.template', 'nginx'],
  ['nginx/sites-available/shop', 'nginx'],
  ['nginx/README.md', 'other'],
  ['.env', 'env'],
  ['.env.example', 'env'],
  ['prod.env', 'env'],
  ['README.md', 'other'],
  ['docs/Dockerfile.md', 'other'],
  ['frontend/dockerfile.go', 'other'],
  ['shop/static/nginx.css', 'other'],
])('%s is %s', (path, kind) => {
  expect(kindOf(path)).toBe(kind);
});

test('where the name does not tell, the text does', () => {
  expect(kindOf('bin/start', '#!/usr/bin/env bash\n')).toBe('entrypoint');
  expect(kindOf('site.conf', 'server {\n  listen 80;\n}\n')).toBe('nginx');
  expect(kindOf('gunicorn.conf', 'bind = ":8000"\n')).toBe('other');
});

test('a template is not what it will become', () => {
  expect(kindOf('Dockerfile', 'FROM python:{{ cookiecutter.python }}\n')).toBe('other');
  expect(kindOf('Dockerfile', 'FROM python:3.14\n{%- if cookiecutter.celery %}\nRUN x\n{% endif %}\n')).toBe(
    'other',
  );
  expect(kindOf('requirements.txt', 'Django\n{% if celery %}celery{% endif %}\n')).toBe('other');
  expect(
    kindOf(
      'Dockerfile',
      "FROM python:3.14\nRUN go list -f '{{.Dir}}'\nCMD gunicorn {{ project_name }}.wsgi\n",
    ),
  ).toBe('dockerfile');
});
