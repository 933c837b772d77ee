import { describe, expect, test } from 'vitest';
import { apt, findings, slim, type Case } from './findings.fixture.ts';

/** Besides the break on its page, a rule finds these: the text that is marked. */
describe('a rule speaks', () => {
  const cases: (Case & { marked: string; related?: string })[] = [
    {
      why: 'a line of a list lost its backslash',
      rule: 'dockerfile/unknown-instruction',
      lines: [slim, `${apt} gcc`, '    && pip install x'],
      marked: '&&',
      related: `${apt} gcc`,
    },
    {
      why: 'the package stands in a variable of the script',
      rule: 'dockerfile/package-gone',
      lines: [
        slim,
        'RUN set -ex && DEPS=" \\',
        '    libpcre3 \\',
        '    media-types" \\',
        '  && apt-get update && apt-get install -y $DEPS',
      ],
      marked: 'libpcre3',
    },
    {
      why: 'the tag names no Debian, and stands for the newest',
      rule: 'dockerfile/package-gone',
      lines: ['ARG PY=3.14', 'FROM python:${PY}-slim', `${apt} mime-support`],
      marked: 'mime-support',
    },
    {
      why: 'the lists were removed again above',
      rule: 'dockerfile/apt-no-update',
      lines: [slim, `${apt} gcc && rm -rf /var/lib/apt/lists/*`, 'RUN apt-get install -y make'],
      marked: 'apt-get install -y make',
    },
    {
      why: 'in a heredoc',
      rule: 'dockerfile/apt-no-yes',
      lines: [slim, 'RUN <<EOF', 'apt-get update', 'apt-get install gcc', 'EOF'],
      marked: 'install',
    },
    {
      why: 'the user was made in the other stage',
      rule: 'dockerfile/user-not-created',
      lines: [`${slim} AS build`, 'RUN useradd sailor', slim, 'USER sailor'],
      marked: 'sailor',
    },
    {
      why: 'copied to another path',
      rule: 'dockerfile/requirements-not-copied',
      lines: [
        slim,
        'WORKDIR /code',
        'COPY requirements.txt /requirements.txt',
        'RUN pip install -r requirements.txt',
      ],
      marked: 'requirements.txt',
      related: 'COPY requirements.txt /requirements.txt',
    },
    {
      why: 'held back by .dockerignore',
      rule: 'dockerfile/requirements-not-copied',
      lines: [
        slim,
        'WORKDIR /code',
        'COPY . .',
        'RUN python -m pip install --no-cache-dir -r requirements.txt',
      ],
      files: { '.dockerignore': '*.txt\n' },
      marked: 'requirements.txt',
      related: '*.txt',
    },
    {
      why: 'copied after it is read',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'RUN pip install -r /code/requirements.txt', 'COPY . /code'],
      marked: '/code/requirements.txt',
    },
    {
      why: 'the misspelt option is close to one, also without strict mode',
      rule: 'dockerfile/uwsgi-env-typo',
      lines: [slim, 'ENV UWSGI_STATIC_MAPS=/static/=/code/static/'],
      marked: 'UWSGI_STATIC_MAPS',
    },
    {
      why: 'the password stands in a URL',
      rule: 'dockerfile/secret-in-env',
      lines: [slim, 'ENV DATABASE_URL=postgres://shop:hunter2@db/shop'],
      marked: 'DATABASE_URL=postgres://shop:hunter2@db/shop',
    },
    {
      why: 'uWSGI is asked for on the command line',
      rule: 'across/uwsgi-no-compiler',
      lines: [slim, 'RUN pip install "uWSGI>=2.0"'],
      marked: 'pip install "uWSGI>=2.0"',
    },
    {
      why: 'the compiler was purged before',
      rule: 'across/uwsgi-no-compiler',
      lines: [slim, `${apt} gcc && apt-get purge -y gcc`, 'COPY . .', 'RUN pip install -r requirements.txt'],
      marked: 'pip install -r requirements.txt',
    },
    {
      why: 'only the package is copied',
      rule: 'across/entrypoint-not-copied',
      lines: [slim, 'WORKDIR /code', 'COPY shop shop', 'ENTRYPOINT ["/code/docker-entrypoint.sh"]'],
      files: { 'shop/__init__.py': '' },
      marked: '/code/docker-entrypoint.sh',
    },
  ];
  test.each(cases)('$rule: $why', ({ marked, related, ...one }) => {
    const found = findings(one);
    expect(found.map(({ text }) => text)).toEqual([marked]);
    if (related !== undefined) expect(found[0]?.related).toContain(related);
  });
});
