/**
 * What Python packages bring, and the range of each that is good today.
 *
 * Source: the packages' own metadata on PyPI, 2026-11-23.
 */

/** Packages that bring a program or a module: by its own name, or because they depend on one that does. */
const bringing: Readonly<Record<string, readonly string[]>> = {
  uwsgi: ['uwsgi', 'pyuwsgi'],
  gunicorn: ['gunicorn', 'uvicorn-worker'],
  uvicorn: ['uvicorn', 'uvicorn-worker', 'fastapi', 'fastapi-cli'],
  hypercorn: ['hypercorn'],
  daphne: ['daphne', 'channels'],
  granian: ['granian'],
  'waitress-serve': ['waitress'],
  celery: ['celery', 'django-celery-beat', 'django-celery-results', 'flower', 'celery-redbeat'],
  flower: ['flower'],
  dj_database_url: ['dj-database-url', 'django-heroku', 'django-on-heroku', 'environs'],
  whitenoise: ['whitenoise', 'django-heroku', 'django-on-heroku'],
};

/** Servers and workers that a container of this shape starts, and that come from a Python package. */
export const serverPrograms: readonly string[] = Object.keys(bringing).filter(
  (name) => name !== 'dj_database_url' && name !== 'whitenoise',
);

/** The packages with which a program or module comes; `undefined` for one that is not known here. */
export const bringers = (name: string): readonly string[] | undefined =>
  Object.hasOwn(bringing, name) ? bringing[name] : undefined;

/** The line of a requirements file that asks for a package in the range that is good today. */
const ranges: Readonly<Record<string, string>> = {
  uwsgi: 'uwsgi>=2.0.31,<2.1',
  gunicorn: 'gunicorn>=27,<28',
  uvicorn: 'uvicorn>=0.54,<1',
  hypercorn: 'hypercorn>=0.18,<1',
  daphne: 'daphne>=4.2,<5',
  granian: 'granian>=2.8,<3',
  waitress: 'waitress>=3,<4',
  celery: 'celery>=5.7,<6',
  flower: 'flower',
  'dj-database-url': 'dj-database-url>=3.1,<4',
  whitenoise: 'whitenoise>=6.12,<7',
  psycopg: 'psycopg[binary]>=3.3,<3.4',
};

/** A requirement that asks for a package as it is today; the bare name where no range is known. */
export const requirementFor = (name: string): string => ranges[name] ?? name;

/** Packages with a driver that Django can use for PostgreSQL. */
export const postgresDrivers: readonly string[] = [
  'psycopg',
  'psycopg-binary',
  'psycopg-c',
  'psycopg2',
  'psycopg2-binary',
  'psycopg2cffi',
  'django-heroku',
  'django-on-heroku',
];
