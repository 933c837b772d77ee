import { describe, expect, test } from 'vitest';
import { apt, findings, slim, type Case } from '../findings.fixture.ts';

const alpine = 'FROM python:3.14-alpine';

describe('a rule says nothing', () => {
  const cases: Case[] = [
    {
      why: 'the ARG has a default',
      rule: 'dockerfile/from-arg',
      lines: ['ARG TAG=3.14', 'FROM python:$TAG'],
    },
    { why: 'the default is in the braces', rule: 'dockerfile/from-arg', lines: ['FROM python:${TAG:-3.14}'] },
    {
      why: 'BuildKit sets it',
      rule: 'dockerfile/from-arg',
      lines: ['FROM --platform=$BUILDPLATFORM python:3.14'],
    },
    {
      why: 'the Compose file gives it',
      rule: 'dockerfile/from-arg-default',
      lines: ['ARG TAG', 'FROM python:$TAG'],
      files: { 'compose.yaml': 'services:\n  web:\n    build:\n      args:\n        TAG: 3.14\n' },
    },
    {
      why: 'empty is right here',
      rule: 'dockerfile/from-arg-default',
      lines: ['ARG REGISTRY', 'FROM ${REGISTRY}python:3.14'],
    },
    {
      why: 'the image may set it',
      rule: 'dockerfile/undefined-variable',
      lines: ['FROM own/base', 'ENV PATH=$TOOLS/bin:$PATH'],
    },
    {
      why: 'it may be empty',
      rule: 'dockerfile/undefined-variable',
      lines: [slim, 'ENV PYTHONPATH=/code:$PYTHONPATH', 'ENV MODE=${MODE:-}'],
    },
    {
      why: 'the shell of the container has it',
      rule: 'dockerfile/undefined-variable',
      lines: [slim, 'RUN echo $HOME', 'CMD echo $PORT'],
    },
    {
      why: 'quotes keep it as it is',
      rule: 'dockerfile/undefined-variable',
      lines: [slim, "ENV PATTERN='^$HOME'", "COPY <<'EOF' /start.sh", 'echo $PORT', 'EOF'],
    },
    {
      why: 'the ARG may be given',
      rule: 'dockerfile/undefined-variable',
      lines: [slim, 'ARG NAME', 'USER $NAME'],
    },
    { why: 'the names differ', rule: 'dockerfile/stage-name', lines: [`${slim} AS a`, `${slim} AS b`, slim] },
    {
      why: 'it is another user by then',
      rule: 'dockerfile/sudo',
      lines: [slim, `${apt} sudo`, 'USER app', 'RUN sudo ls'],
    },
    {
      why: 'on behalf of another',
      rule: 'dockerfile/sudo',
      lines: [slim, `${apt} sudo`, 'RUN sudo -u app ls'],
    },
    { why: 'the user is not known', rule: 'dockerfile/sudo', lines: ['FROM own/base', 'RUN sudo ls'] },
    {
      why: 'other commands follow',
      rule: 'dockerfile/run-forgets',
      lines: [
        slim,
        'RUN cd ui && npm ci && cd ..',
        'RUN cd /code && make',
        'RUN export A=1; make',
        'RUN . /venv/bin/activate && make',
        'CMD ["x"]',
      ],
    },
    {
      why: 'it leaves a file',
      rule: 'dockerfile/run-forgets',
      lines: [slim, 'RUN export -p > /env', 'RUN echo "cd /code" >> /root/.bashrc', 'CMD ["x"]'],
    },
    {
      why: 'it is used in the same step',
      rule: 'dockerfile/service-in-build',
      lines: [
        slim,
        'RUN service postgresql start && createdb shop',
        'RUN systemctl enable ssh',
        'CMD service cron start',
      ],
    },
    {
      why: 'the pipe is watched',
      rule: 'dockerfile/pipe-hides-failure',
      lines: [
        slim,
        'RUN set -o pipefail; curl -f https://example.org | sh',
        'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]',
        'RUN curl -f https://example.org | sh',
      ],
    },
    {
      why: 'the other end fails on its own',
      rule: 'dockerfile/pipe-hides-failure',
      lines: [
        slim,
        'RUN curl https://example.org/a.tgz | tar xz',
        'RUN curl https://example.org/key | gpg --dearmor -o /k',
      ],
    },
    {
      why: 'the last of three fails on its own',
      rule: 'dockerfile/pipe-hides-failure',
      lines: [slim, 'RUN curl https://example.org/a.tgz | tee /a.tgz | tar xz'],
    },
    {
      why: 'it is quoted, or no version',
      rule: 'dockerfile/pip-redirect',
      lines: [
        slim,
        'RUN pip install "Django>=5,<6" \'uwsgi>2\' Django\\>=5',
        'RUN pip install Django > /tmp/log 2>&1',
        'RUN pip install Django 2>1',
      ],
    },
    {
      why: 'a version, a file, a constraint, the newest on purpose',
      rule: 'dockerfile/pip-unpinned',
      lines: [
        slim,
        'ARG PACKAGES',
        'RUN pip install Django==6.1 "uwsgi>=2,<3" ./local /wheels/a.whl git+https://example.org/x.git .',
        'RUN pip install -c constraints.txt gunicorn',
        'RUN pip install --upgrade pip setuptools && pip install poetry uv',
        'RUN pip install -U gunicorn',
        'RUN pip install $PACKAGES gunicorn',
        'RUN pip install -r requirements.txt -e .',
        'RUN uv pip install --index-strategy unsafe-best-match --requirements requirements.txt',
      ],
    },
    { why: 'there is one', rule: 'dockerfile/workdir-missing', lines: [slim, 'WORKDIR /code', 'COPY . .'] },
    {
      why: 'the stage below has one',
      rule: 'dockerfile/workdir-missing',
      lines: [`${slim} AS base`, 'WORKDIR /code', 'FROM base', 'COPY . .'],
    },
    {
      why: 'the image may have one',
      rule: 'dockerfile/workdir-missing',
      lines: ['FROM own/base', 'COPY . .', 'FROM scratch', 'COPY a b'],
    },
    { why: 'from the root on', rule: 'dockerfile/workdir-missing', lines: [slim, 'COPY . /', 'COPY a $B'] },
    {
      why: 'bash reads it',
      rule: 'dockerfile/bashism-in-sh',
      lines: [slim, 'RUN bash -c "[[ -d /a ]]"', 'SHELL ["/bin/bash", "-c"]', 'RUN [[ -d /a ]] && source /b'],
    },
    {
      why: 'the heredoc has a reader of its own',
      rule: 'dockerfile/bashism-in-sh',
      lines: [slim, 'RUN <<EOF', '#!/bin/bash', '[[ -d /a ]]', 'EOF', 'RUN bash <<EOF', 'source /a', 'EOF'],
    },
    {
      why: 'another shell is put in its place, or is there from the start',
      rule: 'dockerfile/bashism-in-sh',
      lines: [
        alpine,
        'RUN [[ -d /a ]]',
        slim,
        'RUN ln -sf /bin/bash /bin/sh',
        'RUN [[ -d /a ]]',
        'FROM own/base',
        'RUN [[ a ]]',
      ],
    },
    {
      why: 'dash knows these',
      rule: 'dockerfile/bashism-in-sh',
      lines: [
        slim,
        'RUN set -eux; for f in /a/*; do [ -f "$f" ] && local="${f%.*}"; done; . /b; echo -n x; find . -exec rm {} +',
        "RUN awk '{print $1,$2}' /a; curl -w '%{http_code}' x; echo ${A:-b,c} \"{a,b}\"; printf '%s' a",
      ],
    },
  ];
  test.each(cases)('$rule: $why', (one) => {
    expect(findings(one)).toEqual([]);
  });
});

describe('a rule speaks', () => {
  const cases: (Case & { marked: string[] })[] = [
    {
      why: 'the ARG stands in a stage',
      rule: 'dockerfile/from-arg',
      lines: [slim, 'ARG TAG=3.14', 'FROM python:$TAG'],
      marked: ['$TAG'],
    },
    {
      why: 'the name is misspelt',
      rule: 'dockerfile/from-arg',
      lines: ['ARG PYTHON=3.14', 'FROM python:${PYHTON}-slim'],
      marked: ['${PYHTON}'],
    },
    {
      why: 'the build has no home',
      rule: 'dockerfile/undefined-variable',
      lines: [slim, 'ENV PATH=$HOME/.local/bin:$PATH'],
      marked: ['$HOME'],
    },
    {
      why: 'in another case of letters',
      rule: 'dockerfile/stage-name',
      lines: [`${slim} AS build`, `${slim} AS Build`],
      marked: ['Build'],
    },
    {
      why: 'at the end of a chain',
      rule: 'dockerfile/run-forgets',
      lines: [slim, 'RUN mkdir /code && cd /code', 'RUN python -m venv /v && . /v/bin/activate', 'COPY . .'],
      marked: ['cd /code', '. /v/bin/activate'],
    },
    {
      why: 'by its script',
      rule: 'dockerfile/service-in-build',
      lines: [slim, 'RUN /etc/init.d/nginx start'],
      marked: ['/etc/init.d/nginx start'],
    },
    {
      why: 'into Python',
      rule: 'dockerfile/pipe-hides-failure',
      lines: [slim, 'RUN curl -sSL https://install.python-poetry.org | python3 -'],
      marked: ['curl -sSL https://install.python-poetry.org'],
    },
    {
      why: 'two on one line',
      rule: 'dockerfile/pip-redirect',
      lines: [slim, 'RUN pip install Django>=5.0 uwsgi>2'],
      marked: ['Django>=5.0'],
    },
    {
      why: 'one of them has none',
      rule: 'dockerfile/pip-unpinned',
      lines: [slim, 'RUN pip install Django==6.1 gunicorn'],
      marked: ['gunicorn'],
    },
    {
      why: 'braces make one folder',
      rule: 'dockerfile/bashism-in-sh',
      lines: [slim, 'RUN mkdir -p /srv/{media,static}', 'RUN echo -e "a\\nb" > /c', 'RUN [ a == b ] || true'],
      marked: ['/srv/{media,static}', '-e', '=='],
    },
  ];
  test.each(cases)('$rule: $why', ({ marked, ...one }) => {
    expect(findings(one).map(({ text }) => text)).toEqual(marked);
  });
});
