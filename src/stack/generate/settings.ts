import type { Choices } from '../choices.ts';
import { because, blank, draft, ink, part, text, type Block, type GeneratedFile } from './draft.ts';

/** The settings for the container, beside the project's own, which stay as they are. */
export function settingsDeploy(choices: Choices): GeneratedFile {
  return draft(
    { slot: '{{project}}/settings_deploy.py', kind: 'settings' },
    choices,
    text`
      """Settings for the container: the project's own, with everything that differs read from the environment."""

      import os

      import dj_database_url
      from django.core.exceptions import ImproperlyConfigured

      from .settings import *  # noqa: F403`,
    (choices.healthCheck || choices.staticFiles === 'whitenoise') && text`from .settings import MIDDLEWARE`,
    blank,
    part(
      'switches',
      because(
        'settings',
        'Never from the environment: no typing error may switch it on.',
        text`DEBUG = False`,
      ),
      because(
        'settings',
        'No default. A missing key must stop the start, and not weaken it.',
        text`SECRET_KEY = os.environ["SECRET_KEY"]  # no default: a missing key must stop the start, not weaken it`,
      ),
      because(
        'settings',
        'The names that visitors use. `localhost` is added for the smoke test and for the health check.',
        text`ALLOWED_HOSTS = [*os.environ.get("ALLOWED_HOSTS", "${ink(choices, 'allowedHosts')}").split(","), "localhost"]`,
      ),
    ),
    blank,
    part('database', database),
    blank,
    part('static-files', staticFiles(choices)),
    choices.healthCheck && [
      blank,
      part(
        'health-check',
        because(
          'image',
          'First of all, so that it answers before any host is checked and before anything is redirected.',
          text`MIDDLEWARE = ["${ink(choices, 'project')}.health.healthz", *MIDDLEWARE]`,
        ),
      ),
    ],
    blank,
    part('logging', logging),
    choices.django === '6.1' && [blank, part('mail', mail)],
    blank,
    part('https', https),
  );
}

const database = because(
  'settings',
  'Absent and empty are two things. Absent is a mistake, and the message says which. Empty means that there is no database: so the image can be built, and tried alone.',
  text`
    if "DATABASE_URL" not in os.environ:
        raise ImproperlyConfigured("Set DATABASE_URL; leave it empty to run without a database.")
    DATABASES = {
        "default": dj_database_url.config(
            conn_max_age=60,  # keep connections: at most workers x threads
            conn_health_checks=True,  # and survive a restart of the database
        )
    }`,
);

function staticFiles(choices: Choices): Block {
  const storage =
    choices.staticFiles === 'whitenoise'
      ? 'whitenoise.storage.CompressedManifestStaticFilesStorage'
      : 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage';
  return [
    because(
      'static-files',
      'Where collectstatic puts them: an absolute path, which no move of the settings file can shift.',
      text`
        STATIC_URL = "/static/"
        STATIC_ROOT = "/code/staticfiles"`,
    ),
    because(
      'static-files',
      'The manifest storage puts a hash of its content into the name of every file.',
      text`
        STORAGES = {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "${storage}"},
        }`,
    ),
    choices.staticFiles === 'whitenoise' && [
      because(
        'static-files',
        'Right behind the security middleware, in front of everything that costs time.',
        text`
          MIDDLEWARE = [
              "django.middleware.security.SecurityMiddleware",
              "whitenoise.middleware.WhiteNoiseMiddleware",
              *[name for name in MIDDLEWARE if name != "django.middleware.security.SecurityMiddleware"],
          ]`,
      ),
      !choices.farFuture &&
        because(
          'static-files',
          'WhiteNoise lets browsers keep hashed names for ten years; this makes them ask again after a minute.',
          text`
            def WHITENOISE_IMMUTABLE_FILE_TEST(path, url):
                return False`,
        ),
    ],
  ];
}

const logging = because(
  'settings',
  'With DEBUG off Django sends its errors by mail to nobody. Without this a container says nothing about a 500.',
  text`
    # Without this a container says nothing about an error.
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"console": {"class": "logging.StreamHandler"}},
        "root": {"handlers": ["console"], "level": "INFO"},
    }`,
);

const mail = because(
  'settings',
  'Django 6.1 writes mail to the console in a new project, and `check --deploy` calls that an error.',
  text`MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}`,
);

const https = because(
  'settings',
  'Each of these is right only when visitors come by https, and each locks them out when they do not. So they hang on one switch.',
  text`
    # One switch for everything that is right only when visitors come by https.
    if os.environ.get("HTTPS", "off") == "on":
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # nginx always sets this header itself
        SECURE_SSL_REDIRECT = True
        SESSION_COOKIE_SECURE = True
        CSRF_COOKIE_SECURE = True
        SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", "3600"))  # raise it when https has proved itself
        # Both bind every subdomain, and preload for good: switch them on knowingly, not to quiet a check.
        SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]`,
);

/** The answer to Docker's health check, as middleware: no line of the reader's own urls.py changes. */
export function health(choices: Choices): GeneratedFile {
  return draft(
    { slot: '{{project}}/health.py', kind: 'python' },
    choices,
    part(
      'healthz',
      because(
        'image',
        'It asks no database: the question is whether this container is alive, and starting it again mends no database.',
        text`
          """Answers Docker's health check before anything else: no host to be allowed, no redirect, no database."""

          from django.http import HttpResponse


          def healthz(get_response):
              def middleware(request):
                  if request.path == "/healthz":
                      return HttpResponse("ok", content_type="text/plain")
                  return get_response(request)

              return middleware`,
      ),
    ),
  );
}
