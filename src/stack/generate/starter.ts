import type { Choices } from '../choices.ts';
import { blank, draft, ink, text, type Block, type GeneratedFile } from './draft.ts';

/** A small Django project, as `startproject` makes it, with a home page and a style sheet: so that a download runs. */
export function starter(choices: Choices): GeneratedFile[] {
  const project = ink(choices, 'project');
  const python = (slot: string, ...blocks: Block[]): GeneratedFile =>
    draft({ slot, kind: 'python' }, choices, ...blocks);
  return [
    draft({ slot: 'manage.py', kind: 'python', executable: true }, choices, managePy(choices)),
    python('{{project}}/__init__.py'),
    draft({ slot: '{{project}}/settings.py', kind: 'settings' }, choices, settings(choices)),
    python(
      '{{project}}/urls.py',
      text`
        from django.contrib import admin
        from django.urls import path

        from . import views

        urlpatterns = [
            path("", views.home),
            path("admin/", admin.site.urls),
        ]`,
    ),
    python(
      '{{project}}/views.py',
      text`
        from django.shortcuts import render


        def home(request):
            return render(request, "${project}/home.html")`,
    ),
    python('{{project}}/wsgi.py', entryPoint(choices, 'wsgi')),
    python('{{project}}/asgi.py', entryPoint(choices, 'asgi')),
    draft(
      { slot: '{{project}}/templates/{{project}}/home.html', kind: 'other' },
      choices,
      text`
        {% load static %}<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>${project}</title>
            <link rel="stylesheet" href="{% static '${project}/style.css' %}">
          </head>
          <body>
            <h1>${project} floats</h1>
            <p>Django answers. If this page stands on blue, the static files do too.</p>
          </body>
        </html>`,
    ),
    draft(
      { slot: '{{project}}/static/{{project}}/style.css', kind: 'other' },
      choices,
      text`
        body {
          max-width: 34rem;
          margin: 15vh auto;
          padding: 0 1.5rem;
          background: #12324f;
          color: #f4f1e8;
          font: 1.15rem/1.6 system-ui, sans-serif;
        }`,
    ),
  ];
}

const managePy = (choices: Choices): Block => text`
  #!/usr/bin/env python
  """Django's command-line utility for administrative tasks."""
  import os
  import sys


  def main():
      """Run administrative tasks."""
      os.environ.setdefault('DJANGO_SETTINGS_MODULE', '${ink(choices, 'project')}.settings')
      try:
          from django.core.management import execute_from_command_line
      except ImportError as exc:
          raise ImportError(
              "Couldn't import Django. Are you sure it's installed and "
              "available on your PYTHONPATH environment variable? Did you "
              "forget to activate a virtual environment?"
          ) from exc
      execute_from_command_line(sys.argv)


  if __name__ == '__main__':
      main()`;

const entryPoint = (choices: Choices, gateway: 'wsgi' | 'asgi'): Block => text`
  """
  ${gateway.toUpperCase()} config for ${ink(choices, 'project')} project.

  It exposes the ${gateway.toUpperCase()} callable as a module-level variable named ${'``'}application${'``'}.
  """

  import os

  from django.core.${gateway} import get_${gateway}_application

  os.environ.setdefault('DJANGO_SETTINGS_MODULE', '${ink(choices, 'project')}.settings')

  application = get_${gateway}_application()`;

/** settings.py as `startproject` of the chosen Django writes it; the package itself is an app, for its template and style sheet. */
function settings(choices: Choices): Block {
  const project = ink(choices, 'project');
  return [
    text`
      """Django settings for ${project} project."""

      from pathlib import Path

      # Build paths inside the project like this: BASE_DIR / 'subdir'.
      BASE_DIR = Path(__file__).resolve().parent.parent

      # For your laptop only: settings_deploy.py has its own way with these three.
      SECRET_KEY = 'django-insecure-for-development-only-the-container-reads-its-own'
      DEBUG = True
      ALLOWED_HOSTS = []


      # Application definition

      INSTALLED_APPS = [
          'django.contrib.admin',
          'django.contrib.auth',
          'django.contrib.contenttypes',
          'django.contrib.sessions',
          'django.contrib.messages',
          'django.contrib.staticfiles',
          '${project}',
      ]

      MIDDLEWARE = [
          'django.middleware.security.SecurityMiddleware',
          'django.contrib.sessions.middleware.SessionMiddleware',
          'django.middleware.common.CommonMiddleware',
          'django.middleware.csrf.CsrfViewMiddleware',
          'django.contrib.auth.middleware.AuthenticationMiddleware',
          'django.contrib.messages.middleware.MessageMiddleware',
          'django.middleware.clickjacking.XFrameOptionsMiddleware',
      ]

      ROOT_URLCONF = '${project}.urls'

      TEMPLATES = [
          {
              'BACKEND': 'django.template.backends.django.DjangoTemplates',
              'DIRS': [],
              'APP_DIRS': True,
              'OPTIONS': {
                  'context_processors': [
                      'django.template.context_processors.request',
                      'django.contrib.auth.context_processors.auth',
                      'django.contrib.messages.context_processors.messages',
                  ],
              },
          },
      ]

      WSGI_APPLICATION = '${project}.wsgi.application'


      # Database

      DATABASES = {
          'default': {
              'ENGINE': 'django.db.backends.sqlite3',
              'NAME': BASE_DIR / 'db.sqlite3',
          }
      }


      # Password validation

      AUTH_PASSWORD_VALIDATORS = [
          {'NAME': 'django.contrib.auth.password_validation.UserAttributeSimilarityValidator'},
          {'NAME': 'django.contrib.auth.password_validation.MinimumLengthValidator'},
          {'NAME': 'django.contrib.auth.password_validation.CommonPasswordValidator'},
          {'NAME': 'django.contrib.auth.password_validation.NumericPasswordValidator'},
      ]


      # Internationalization

      LANGUAGE_CODE = 'en-us'
      TIME_ZONE = 'UTC'
      USE_I18N = True
      USE_TZ = True


      # Static files (CSS, JavaScript, Images)

      STATIC_URL = 'static/'`,
    blank,
    choices.django === '6.1' ? mailers : autoField,
  ];
}

const mailers = text`
  # Email

  MAILERS = {
      'default': {
          'BACKEND': 'django.core.mail.backends.console.EmailBackend',
      },
  }`;

const autoField = text`
  # Default primary key field type

  DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'`;
