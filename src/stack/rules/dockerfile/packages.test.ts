import { describe, expect, test } from 'vitest';
import { apt, findings, slim, type Case } from '../findings.fixture.ts';

const update = 'RUN apt-get update && apt-get install -y --no-install-recommends';
const clean = 'rm -rf /var/lib/apt/lists/*';
const requirements = ['COPY requirements.txt /r.txt', 'RUN pip install -r /r.txt'];
const manage = 'RUN python manage.py collectstatic';
/** A package of settings, of which only one module says where static files go. */
const settings = {
  'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
  'shop/__init__.py': '',
  'shop/settings.py': 'DEBUG = True\n',
  'shop/settings_deploy.py': "from .settings import *\nSTATIC_ROOT = '/static'\n",
};

/** A false alarm costs more than a miss. */
describe('a rule says nothing', () => {
  const of = (rule: Case['rule'], cases: Record<string, string[] | Omit<Case, 'why' | 'rule'>>): Case[] =>
    Object.entries(cases).map(([why, one]) => ({
      why,
      rule,
      ...(Array.isArray(one) ? { lines: one } : one),
    }));

  const cases: Case[] = [
    ...of('dockerfile/apt-recommends', {
      'the stage is not shipped': [`${slim} AS build`, `${apt} gcc`, slim],
      'apt is told for all calls': [
        slim,
        `RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99lean`,
        `${apt} gettext`,
      ],
      'told by -o': [
        slim,
        'RUN apt-get update && apt-get install -y -o APT::Install-Recommends=false gettext',
      ],
      'purged in the same step': [
        slim,
        `${apt} gcc && pip install uwsgi && apt-get purge -y --auto-remove gcc`,
      ],
      'the packages are not known': [slim, 'ARG DEPS', `${apt} $DEPS`],
      'a file is installed': [slim, 'COPY tool.deb /', 'RUN apt-get install -y /tool.deb'],
    }),
    ...of('dockerfile/apt-lists-kept', {
      'removed by another way of writing it': [slim, `${update} gettext && cd /var/lib/apt && rm -r lists`],
      'the whole folder': [slim, `${update} gettext; rm -rf /tmp/* /var/lib/apt`],
      'by apt itself': [slim, `${update} gettext && apt-get dist-clean`],
      'in a heredoc': [slim, 'RUN <<EOF', 'apt-get update', 'apt-get install -y gettext', clean, 'EOF'],
      'in a mount': [slim, `RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update`],
      'a script may remove them': [slim, 'COPY tidy.sh /', `${update} gettext && /tidy.sh`],
      'the stage is not shipped': [`${slim} AS build`, 'RUN apt-get update', slim],
    }),
    ...of('dockerfile/build-deps-kept', {
      'purged in the same step': [slim, `${update} gcc && pip install uwsgi && apt-get purge -y gcc`],
      'purged through a variable': [
        slim,
        `RUN D="gcc libc6-dev"; apt-get install -y $D; apt-get purge -y $D`,
      ],
      'everything marked as automatic': [
        slim,
        `${update} gcc && apt-mark auto '.*' && apt-get autoremove -y`,
      ],
      'the image has one from the beginning': ['FROM python:3.14', `${update} gcc`],
      'only headers, which some load at run time': [slim, `${update} libgdal-dev libpq-dev`],
      'the stage is not shipped': [`${slim} AS build`, `${update} gcc`, slim],
      'an image to work in': [`${slim} AS dev`, `${update} gcc`],
      'what is purged is not known': [slim, 'ARG D', `${update} gcc && apt-get purge -y $D`],
    }),
    ...of('dockerfile/pip-cache', {
      'switched off by a variable': [slim, 'ENV PIP_NO_CACHE_DIR=1', 'RUN pip install Django'],
      'by one of the base image that is not known': ['FROM own/base', 'RUN pip install Django'],
      'by one of the command': [slim, 'RUN PIP_NO_CACHE_DIR=1 pip install Django'],
      'by one of the step': [slim, 'RUN export PIP_NO_CACHE_DIR=1 && pip install Django'],
      'in front of the command': [slim, 'RUN pip --no-cache-dir install Django'],
      'by a file': [slim, 'COPY pip.conf /etc/pip.conf', 'RUN pip install Django'],
      'in a mount': [slim, 'RUN --mount=type=cache,target=/root/.cache pip install Django'],
      'removed in the same step': [slim, 'RUN pip install Django && rm -rf ~/.cache'],
      'wheels of one’s own': [slim, 'COPY wheels /wheels', 'RUN pip install /wheels/*.whl'],
      'uv keeps another': [slim, 'RUN uv pip install Django'],
      'a user without a home': [slim, 'USER 10001', 'RUN pip install Django'],
      'the stage is not shipped': [`${slim} AS build`, 'RUN pip install Django', slim],
    }),
    ...of('dockerfile/user-before-apt', {
      'root again in between': [slim, 'USER 10001', 'USER root', `${update} gettext`],
      'root by number': [slim, 'USER 0:0', `${update} gettext`],
      'another stage': [`${slim} AS a`, 'USER 10001', slim, `${update} gettext`],
      sudo: [slim, 'USER 10001', 'RUN sudo apt-get update && sudo apt-get install -y gettext'],
      'the user is not known': [slim, 'ARG NAME', 'USER $NAME', `${update} gettext`],
      'it may fail': [slim, 'USER 10001', 'RUN apt-get update || true'],
      'pip may install for the user': [slim, 'USER 10001', 'RUN pip install --user Django'],
    }),
    ...of('dockerfile/copy-all-before-pip', {
      'only the file was copied': [slim, ...requirements, 'COPY . .'],
      'the project is installed too': [slim, 'COPY . .', 'RUN pip install -r requirements.txt .'],
      'it is installed from the file': {
        lines: [slim, 'COPY . .', 'RUN pip install -r requirements.txt'],
        files: { 'requirements.txt': '-e .\n' },
      },
      'bound into the step': [
        slim,
        'COPY . .',
        'RUN --mount=type=bind,source=requirements.txt,target=r.txt pip install -r r.txt',
      ],
      'the file was there before': [
        slim,
        'COPY requirements.txt .',
        'COPY src src',
        'RUN pip install -r requirements.txt',
      ],
      'it is written in the build': [
        slim,
        'COPY . .',
        'RUN poetry export -o r.txt',
        'RUN pip install -r r.txt',
      ],
    }),
    ...of('dockerfile/manage-not-in-workdir', {
      'after a cd': [slim, 'COPY . /code', 'RUN cd /code && python manage.py check'],
      'by its whole path': [slim, 'COPY . /code', 'RUN python /code/manage.py check'],
      'in the folder of the stage below': [`${slim} AS a`, 'WORKDIR /code', 'COPY . .', 'FROM a', manage],
      'fetched in the build': [
        slim,
        'COPY . /src',
        'RUN git clone https://example.org/shop . && python manage.py check',
      ],
      'bound into the step': [slim, 'COPY . /code', 'RUN --mount=type=bind,target=. python manage.py check'],
      'the folder is not known': [slim, 'ARG DIR', 'WORKDIR $DIR', 'COPY . /code', manage],
      'the project is not here': { lines: [slim, 'WORKDIR /code', 'COPY . .', manage], alone: true },
    }),
    ...of('dockerfile/collectstatic-prompt', {
      'in the other spelling': [slim, `${manage} -v 0 --no-input`],
      'answered by a pipe': [slim, `RUN yes yes | python manage.py collectstatic`],
      'the options are in a variable': [slim, 'ARG OPTIONS', `${manage} $OPTIONS`],
      'nothing is written': [slim, `${manage} --dry-run`],
      'another command': [slim, 'RUN python manage.py check'],
    }),
    ...of('dockerfile/settings-env-after-collectstatic', {
      'named for the command': {
        lines: [
          slim,
          'COPY . .',
          `${manage} --settings shop.settings_deploy`,
          'ENV DJANGO_SETTINGS_MODULE=shop.settings_deploy',
        ],
        files: settings,
      },
      'exported in front of it': {
        lines: [
          slim,
          'COPY . .',
          'RUN export DJANGO_SETTINGS_MODULE=shop.settings_deploy && python manage.py collectstatic',
          'ENV DJANGO_SETTINGS_MODULE=shop.settings_deploy',
        ],
        files: settings,
      },
      'the ENV stands above': {
        lines: [slim, 'COPY . .', 'ENV DJANGO_SETTINGS_MODULE=shop.settings_deploy', manage],
        files: settings,
      },
      'both modules agree about static files': {
        lines: [slim, 'COPY . .', manage, 'ENV DJANGO_SETTINGS_MODULE=shop.settings_deploy'],
        files: { ...settings, 'shop/settings_deploy.py': 'from .settings import *\nDEBUG = False\n' },
      },
      'the image below may name them': {
        lines: ['FROM own/base', 'COPY . .', manage, 'ENV DJANGO_SETTINGS_MODULE=shop.settings_deploy'],
        files: settings,
      },
    }),
  ];
  test.each(cases)('$rule: $why', (one) => {
    expect(findings(one)).toEqual([]);
  });
});

describe('a rule speaks', () => {
  const cases: (Case & { marked: string; related?: string })[] = [
    {
      why: 'no step removes the lists in time',
      rule: 'dockerfile/apt-lists-kept',
      lines: [slim, 'RUN apt-get update', `RUN ${clean}`],
      marked: 'apt-get update',
      related: clean,
    },
    {
      why: 'a compiler is purged a layer too late',
      rule: 'dockerfile/build-deps-kept',
      lines: [slim, `${update} gcc libpq-dev`, 'RUN apt-get purge -y gcc'],
      marked: 'gcc',
      related: 'apt-get purge -y gcc',
    },
    {
      why: 'a compiler comes with the stage below',
      rule: 'dockerfile/build-deps-kept',
      lines: [`${slim} AS base`, `${update} build-essential`, 'FROM base', 'CMD ["python3"]'],
      marked: 'build-essential',
    },
    {
      why: 'pip of a virtual environment keeps the same cache',
      rule: 'dockerfile/pip-cache',
      lines: [slim, 'RUN python -m venv /venv && /venv/bin/pip install Django'],
      marked: 'install',
    },
    {
      why: 'the user comes from the stage below',
      rule: 'dockerfile/user-before-apt',
      lines: [`${slim} AS base`, 'USER 10001', 'FROM base', `${update} gettext`],
      marked: 'apt-get update',
      related: 'USER 10001',
    },
    {
      why: 'all of the project, by way of ADD',
      rule: 'dockerfile/copy-all-before-pip',
      lines: [slim, 'ADD . /code', 'RUN pip install -r /code/requirements.txt'],
      marked: 'ADD . /code',
      related: 'pip install -r /code/requirements.txt',
    },
    {
      why: 'manage.py comes only further down',
      rule: 'dockerfile/manage-not-in-workdir',
      lines: [slim, 'WORKDIR /code', manage, 'COPY . .'],
      marked: 'manage.py',
      related: 'COPY . .',
    },
    {
      why: 'the ENV stands below',
      rule: 'dockerfile/settings-env-after-collectstatic',
      lines: [slim, 'COPY . .', manage, 'ENV DJANGO_SETTINGS_MODULE=shop.settings_deploy'],
      files: settings,
      marked: 'python manage.py collectstatic',
      related: 'shop.settings_deploy',
    },
  ];
  test.each(cases)('$rule: $why', ({ marked, related, ...one }) => {
    const found = findings(one);
    expect(found.map(({ text }) => text)).toEqual([marked]);
    if (related !== undefined) expect(found[0]?.related).toContain(related);
  });
});
