import { describe, expect, test } from 'vitest';
import { apt, findings, slim, type Case } from '../findings.fixture.ts';

const requirements = (text: string) => ({ 'requirements.txt': text });
const install = ['COPY requirements.txt /', 'RUN pip install -r /requirements.txt'];

/** A false alarm costs more than a miss. */
describe('a rule says nothing', () => {
  const cases: Case[] = [
    ...[
      { why: 'the full image has the headers', lines: ['FROM python:3.14-trixie', ...install] },
      { why: 'installed before', lines: [slim, `${apt} gcc libpq-dev`, ...install] },
      {
        why: 'installed in the stage below',
        lines: [`${slim} AS base`, `${apt} gcc libpq-dev`, 'FROM base', ...install],
      },
      { why: 'Alpine', lines: ['FROM python:3.14-alpine', ...install] },
      {
        why: 'an index of the own house',
        lines: [slim, install[0] ?? '', 'RUN pip install -i https://pypi.example.org -r /requirements.txt'],
      },
    ].map((each): Case => ({
      rule: 'across/psycopg2-no-libpq',
      files: requirements('psycopg2>=2.9.10,<3\n'),
      ...each,
    })),
    {
      why: 'it comes compiled',
      rule: 'across/psycopg2-no-libpq',
      lines: [slim, ...install],
      files: requirements('psycopg[binary,pool]\npsycopg2-binary\n'),
    },
    ...[
      { why: 'asked for by name', lines: [slim, `${apt} libpq5`, ...install] },
      { why: 'the client keeps it', lines: [slim, `${apt} postgresql-client`, ...install] },
      {
        why: 'purged alone',
        lines: [slim, `${apt} libpq-dev gcc`, ...install, 'RUN apt-get purge -y libpq-dev'],
      },
      { why: 'a package that may bring it', lines: [slim, `${apt} some-own-package`, ...install] },
      {
        why: 'libraries from another stage',
        lines: [`${slim} AS a`, slim, 'COPY --from=a /usr/lib /usr/lib', ...install],
      },
      { why: 'the full image has it', lines: ['FROM python:3.14', ...install] },
    ].map((each): Case => ({ rule: 'across/libpq-purged', files: requirements('psycopg\n'), ...each })),
    {
      why: 'the other package brings it along',
      rule: 'across/libpq-purged',
      lines: [slim, ...install],
      files: requirements('psycopg\npsycopg-binary\n'),
    },
    ...[
      'Django',
      'Django>=2.2',
      'Django>=6.1,<6.2',
      'Django==5.2.*',
      'Django~=4.2',
      'Django>=7',
      'Django<4 ; python_version < "3.8"',
      'Django==6.2a1',
    ].map((line): Case => ({
      why: line,
      rule: 'across/django-needs-python',
      lines: [slim, ...install],
      files: requirements(`${line}\n`),
    })),
    {
      why: 'setuptools brings distutils back',
      rule: 'across/django-needs-python',
      lines: [slim, ...install],
      files: requirements('Django<3\nsetuptools\n'),
    },
    {
      why: 'uv has a Python of its own',
      rule: 'across/django-needs-python',
      lines: [slim, 'RUN uv venv --python 3.9', ...install],
      files: requirements('Django<3\n'),
    },
    ...['psycopg2', 'psycopg2>=2.8', 'psycopg2>=2.8,<3', 'psycopg2==2.9.10', 'psycopg2-binary~=2.9'].map(
      (line): Case => ({
        why: line,
        rule: 'across/psycopg2-python',
        lines: [slim, ...install],
        files: requirements(`${line}\n`),
      }),
    ),
    {
      why: 'Python 3.12 takes it',
      rule: 'across/psycopg2-python',
      lines: ['FROM python:3.12-slim', ...install],
      files: requirements('psycopg2<2.9\n'),
    },
    ...[
      {
        why: 'both are copied',
        lines: [slim, 'COPY requirements*.txt /', 'RUN pip install -r /requirements.txt'],
      },
      {
        why: 'the whole folder is',
        lines: [slim, 'WORKDIR /code', 'COPY . .', 'RUN pip install -r requirements.txt'],
      },
      { why: 'mounted', lines: [slim, 'RUN --mount=type=bind,target=/s pip install -r /s/requirements.txt'] },
      {
        why: 'two in one COPY',
        lines: [
          slim,
          'COPY requirements.txt base-requirements.txt /r/',
          'RUN pip install -r /r/requirements.txt',
        ],
      },
    ].map((each): Case => ({
      rule: 'across/requirements-include',
      files: { 'requirements.txt': '-r base-requirements.txt\n', 'base-requirements.txt': 'Django\n' },
      ...each,
    })),
    ...[
      { why: 'a pattern', lines: [slim, 'COPY requirements/*.txt /r/'] },
      { why: 'from a stage', lines: [`${slim} AS a`, slim, 'COPY --from=a /requirements-x.txt /'] },
      { why: 'a value that is not known', lines: [slim, 'ARG SET', 'COPY requirements-$SET.txt /'] },
    ].map((each): Case => ({ rule: 'across/requirements-absent', ...each })),
    {
      why: 'the project is not among the files',
      rule: 'across/requirements-absent',
      lines: [slim, 'COPY requirements.txt /'],
      alone: true,
    },
    ...[
      'Django>=5.2,<5.3',
      'Django==5.2.1',
      'Django~=5.2',
      'Django @ https://example.org/django.whl',
      '-c constraints.txt\nDjango',
    ].map((text): Case => ({
      why: text,
      rule: 'requirements/unpinned',
      lines: [slim, ...install],
      files: requirements(`${text}\n`),
    })),
    {
      why: 'no image reads it',
      rule: 'requirements/unpinned',
      lines: [slim, ...install],
      files: { ...requirements('Django==5.2\n'), 'requirements-dev.txt': 'pytest\n' },
    },
    ...[
      'Django>=5.2\nDjango<6',
      'Django==5.2 ; python_version < "3.12"\nDjango==6.1 ; python_version >= "3.12"',
      'Django==5.2\ndjango==5.2.0',
      'Django==5.2\ndjango-environ==0.1',
      'Django==6.2a1\nDjango==6.2b1',
    ].map((text): Case => ({
      why: text,
      rule: 'requirements/duplicate',
      lines: [slim],
      files: requirements(`${text}\n`),
    })),
  ];

  test.each(cases)('$rule: $why', (each) => {
    expect(findings(each)).toEqual([]);
  });
});

describe('a rule speaks', () => {
  const cases: (Case & { at: string })[] = [
    {
      why: 'no compiler either',
      rule: 'across/psycopg2-no-libpq',
      lines: [slim, ...install],
      files: requirements('psycopg[c]\n'),
      at: 'psycopg',
    },
    {
      why: 'purged with what nobody asked for',
      rule: 'across/libpq-purged',
      lines: [slim, `${apt} libpq-dev gcc`, ...install, 'RUN apt-get purge -y --auto-remove libpq-dev gcc'],
      files: requirements('psycopg2>=2.9.10,<3\n'),
      at: 'psycopg2',
    },
    {
      why: 'too new for the image',
      rule: 'across/django-needs-python',
      lines: ['FROM python:3.11-slim', ...install],
      files: requirements('Django~=6.0\n'),
      at: 'Django',
    },
    {
      why: 'a pin',
      rule: 'across/psycopg2-python',
      lines: ['FROM python:3.13-slim', ...install],
      files: requirements('psycopg2-binary==2.9.9\n'),
      at: 'psycopg2-binary',
    },
    {
      why: 'two steps away',
      rule: 'across/requirements-include',
      lines: [slim, 'COPY a/ /r/', 'RUN pip install -r /r/requirements.txt'],
      files: {
        'a/requirements.txt': '-r base-requirements.txt\n',
        'a/base-requirements.txt': '-r ../requirements.txt\n',
      },
      at: '../requirements.txt',
    },
  ];

  test.each(cases)('$rule: $why', ({ at, ...each }) => {
    expect(findings(each).map(({ text }) => text)).toEqual([at]);
  });
});
