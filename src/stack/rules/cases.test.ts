import { describe, expect, test } from 'vitest';
import { checkStack } from '../check.ts';
import { stackOf } from '../stack.fixture.ts';
import type { RuleId } from './rule.ts';

const slim = 'FROM python:3.14-slim-trixie';
const project = {
  'manage.py': '',
  'requirements.txt': 'Django\nuwsgi\n',
  'docker-entrypoint.sh': '#!/bin/sh\n',
};
const apt = 'RUN apt-get update && apt-get install -y';

interface Case {
  why: string;
  rule: RuleId;
  /** Lines of the Dockerfile. */
  lines: readonly string[];
  files?: Readonly<Record<string, string>>;
  /** Only the files named here, and no project around them. */
  alone?: true;
}

const findings = ({
  rule,
  lines,
  files,
  alone,
}: Case): { text: string; message: string; related: string[] }[] => {
  const stack = stackOf({ ...(alone ? {} : project), Dockerfile: `${lines.join('\n')}\n`, ...files });
  const textAt = ({ path, from, to }: { path: string; from: number; to: number }): string =>
    stack.get(path)?.text.slice(from, to) ?? '';
  return checkStack(stack)
    .filter((problem) => problem.rule === rule)
    .map(({ at, message, related }) => ({
      text: textAt(at),
      message,
      related: related.map(({ span }) => textAt(span)),
    }));
};

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

/** A false alarm costs more than a miss. */
describe('a rule says nothing', () => {
  const cases: Case[] = [
    {
      why: 'it is there in Debian 12',
      rule: 'dockerfile/package-gone',
      lines: ['FROM python:3.12-slim-bookworm', `${apt} libpcre3-dev`],
    },
    {
      why: 'the image is not known',
      rule: 'dockerfile/package-gone',
      lines: ['FROM own/base', `${apt} libpcre3-dev`],
    },
    {
      why: 'updated in a step above',
      rule: 'dockerfile/apt-no-update',
      lines: [slim, 'RUN apt-get update', 'RUN apt-get install -y gcc'],
    },
    {
      why: 'updated in the stage below',
      rule: 'dockerfile/apt-no-update',
      lines: [`${slim} AS base`, 'RUN apt-get update', 'FROM base', 'RUN apt-get install -y gcc'],
    },
    {
      why: 'the lists are in a mount',
      rule: 'dockerfile/apt-no-update',
      lines: [slim, 'RUN --mount=type=cache,target=/var/lib/apt apt-get install -y gcc'],
    },
    {
      why: 'a script may have updated',
      rule: 'dockerfile/apt-no-update',
      lines: [slim, 'COPY setup.sh /', 'RUN /setup.sh', 'RUN apt-get install -y gcc'],
    },
    {
      why: 'a file is installed',
      rule: 'dockerfile/apt-no-update',
      lines: [slim, 'COPY tool.deb /', 'RUN apt-get install -y /tool.deb'],
    },
    {
      why: '-qq means yes',
      rule: 'dockerfile/apt-no-yes',
      lines: [slim, 'RUN apt-get update && apt-get -qq install gcc'],
    },
    {
      why: 'yes answers',
      rule: 'dockerfile/apt-no-yes',
      lines: [slim, 'RUN apt-get update; yes | apt-get install gcc'],
    },
    {
      why: 'apt was told',
      rule: 'dockerfile/apt-no-yes',
      lines: [
        slim,
        `RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes`,
        'RUN apt-get update && apt-get install gcc',
      ],
    },
    {
      why: 'the option may be in a variable',
      rule: 'dockerfile/apt-no-yes',
      lines: [slim, 'ARG APT_OPTIONS', 'RUN apt-get update && apt-get install $APT_OPTIONS gcc'],
    },
    { why: 'a number needs no entry', rule: 'dockerfile/user-not-created', lines: [slim, 'USER 1000:1000'] },
    { why: 'Debian has that user', rule: 'dockerfile/user-not-created', lines: [slim, 'USER nobody'] },
    {
      why: 'made in the stage below',
      rule: 'dockerfile/user-not-created',
      lines: [`${slim} AS base`, 'RUN useradd -m app', 'FROM base', 'USER app'],
    },
    {
      why: 'adduser in the middle of its options',
      rule: 'dockerfile/user-not-created',
      lines: [slim, 'RUN adduser --system --group app --no-create-home', 'USER app:app'],
    },
    {
      why: 'a package makes it',
      rule: 'dockerfile/user-not-created',
      lines: [slim, `${apt} postgresql`, 'USER postgres'],
    },
    {
      why: 'a script may make it',
      rule: 'dockerfile/user-not-created',
      lines: [slim, 'COPY setup.sh /', 'RUN sh /setup.sh', 'USER app'],
    },
    {
      why: 'the name is not known',
      rule: 'dockerfile/user-not-created',
      lines: [slim, 'ARG NAME', 'RUN useradd $NAME', 'USER $NAME'],
    },
    {
      why: 'a list of users is copied in',
      rule: 'dockerfile/user-not-created',
      lines: [slim, 'COPY passwd /etc/passwd', 'USER app'],
    },
    {
      why: 'the bracket is a test of the shell',
      rule: 'dockerfile/json-single-quotes',
      lines: [slim, "RUN [ -f '/x' ] || touch /x", `CMD [ "$A" = 'b' ] && c`],
    },
    {
      why: 'bound into the step',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'RUN --mount=type=bind,source=requirements.txt,target=/r.txt pip install -r /r.txt'],
    },
    {
      why: 'a folder is copied over it',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'COPY requirements /requirements', 'RUN pip install -r /requirements/prod.txt'],
      files: { 'requirements/prod.txt': '' },
    },
    {
      why: 'to a folder without a slash at its end',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'WORKDIR /code', 'COPY requirements.txt /code', 'RUN pip install -r requirements.txt'],
    },
    {
      why: 'after a cd',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'COPY . /src', 'RUN cd /src && pip install -r requirements.txt'],
    },
    {
      why: 'written by a program',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'RUN poetry export -o requirements.txt', 'RUN pip install -r requirements.txt'],
    },
    {
      why: 'written by a redirection',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'RUN echo Django > /r.txt && pip install -r /r.txt'],
    },
    {
      why: 'from a stage that brought it',
      rule: 'dockerfile/requirements-not-copied',
      lines: [
        'FROM scratch AS files',
        'COPY requirements.txt /',
        slim,
        'COPY --from=files /requirements.txt /',
        'RUN pip install -r /requirements.txt',
      ],
    },
    {
      why: 'from an image that is not known',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'COPY --from=own/files / /', 'RUN pip install -r /requirements.txt'],
    },
    {
      why: 'by a pattern',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'COPY req*.txt /', 'RUN pip install -r /requirements.txt'],
    },
    {
      why: 'from a heredoc',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'COPY <<EOF /r.txt', 'Django', 'EOF', 'RUN pip install -r /r.txt'],
    },
    {
      why: 'the project is not here',
      rule: 'dockerfile/requirements-not-copied',
      lines: [slim, 'COPY . /code', 'RUN pip install -r /code/deploy/requirements.txt'],
      alone: true,
    },
    {
      why: 'a variable of one’s own',
      rule: 'dockerfile/uwsgi-env-typo',
      lines: [slim, 'ENV UWSGI_BUILD_PROFILE_OF_OURS=small'],
    },
    {
      why: 'uWSGI sets it itself',
      rule: 'dockerfile/uwsgi-env-typo',
      lines: [slim, 'ENV UWSGI_STRICT=1 UWSGI_RELOADS=0'],
    },
    {
      why: 'about a secret, and none itself',
      rule: 'dockerfile/secret-in-env',
      lines: [slim, 'ENV SECRET_KEY_FILE=/run/secrets/key PASSWORD_RESET_TIMEOUT=300 SECRET_KEY=""'],
    },
    {
      why: 'the stage is not shipped',
      rule: 'dockerfile/secret-in-env',
      lines: [`${slim} AS build`, 'ENV TOKEN=abc', slim, 'CMD ["python3"]'],
    },
    {
      why: 'a URL without a password',
      rule: 'dockerfile/secret-in-env',
      lines: [slim, 'ENV DATABASE_URL=postgres://db/shop PIP_INDEX_URL=https://user@example.org/'],
    },
    {
      why: 'the full image has a compiler',
      rule: 'across/uwsgi-no-compiler',
      lines: ['FROM python:3.14', 'RUN pip install uwsgi'],
    },
    {
      why: 'the compiler comes in the same step',
      rule: 'across/uwsgi-no-compiler',
      lines: [slim, `${apt} gcc libc6-dev && pip install uwsgi && apt-get purge -y gcc`],
    },
    {
      why: 'from an index of one’s own',
      rule: 'across/uwsgi-no-compiler',
      lines: [slim, 'RUN pip install --extra-index-url https://pypi.example.org/ uwsgi'],
    },
    {
      why: 'the packages are not known',
      rule: 'across/uwsgi-no-compiler',
      lines: [slim, 'ARG DEPS', `${apt} $DEPS`, 'RUN pip install uwsgi'],
    },
    {
      why: 'in the stage below',
      rule: 'across/uwsgi-no-compiler',
      lines: [`${slim} AS base`, `${apt} build-essential`, 'FROM base', 'RUN pip install uwsgi'],
    },
    {
      why: 'it comes with the folder',
      rule: 'across/entrypoint-not-copied',
      lines: [slim, 'WORKDIR /code', 'COPY . .', 'ENTRYPOINT ["./docker-entrypoint.sh"]'],
    },
    {
      why: 'by its own name into the PATH',
      rule: 'across/entrypoint-not-copied',
      lines: [slim, 'COPY docker-entrypoint.sh /usr/local/bin/', 'ENTRYPOINT ["docker-entrypoint.sh"]'],
    },
    {
      why: 'it is a program, not a script of the project',
      rule: 'across/entrypoint-not-copied',
      lines: [slim, 'ENTRYPOINT ["tini", "--"]'],
    },
    {
      why: 'a step may make it',
      rule: 'across/entrypoint-not-copied',
      lines: [
        slim,
        'RUN curl -o /docker-entrypoint.sh https://example.org/',
        'ENTRYPOINT ["/docker-entrypoint.sh"]',
      ],
    },
  ];
  test.each(cases)('$rule: $why', (one) => {
    expect(findings(one)).toEqual([]);
  });
});
