import { describe, expect, test } from 'vitest';
import { apt, findings, slim, type Case } from './findings.fixture.ts';

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
