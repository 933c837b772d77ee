import type { Choices } from '../choices.ts';
import { because, draft, ink, part, text, type Block, type GeneratedFile } from './draft.ts';
import { uwsgiEnvironment } from './uwsgi.ts';

/** Dockerfile: one image for the project, with the compiler in a stage of its own or purged in the step that used it. */
export function dockerfile(choices: Choices): GeneratedFile {
  return draft(
    { slot: 'Dockerfile', kind: 'dockerfile' },
    choices,
    ...(choices.stages === 'two' ? twoStages(choices) : oneStage(choices)),
    part('entrypoint-script', entrypointScript),
    part('environment', environment(choices)),
    uwsgiEnvironment(choices),
    startUp(choices),
  );
}

function twoStages(choices: Choices): Block[] {
  const project = ink(choices, 'project');
  return [
    text`
      # The image of ${project}: what it needs at run time, and nothing that it only needed to be built.

      # 1. build: has a compiler, and is thrown away.`,
    part(
      'build-base',
      because('image', whyThisTag, text`FROM python:${ink(choices, 'python')}-slim-trixie AS build`),
    ),
    part(
      'build-packages',
      because(
        'image',
        'The compiler and the headers of PCRE, for uWSGI, which comes as source only. Without the headers it builds all the same, and then leaves out every rule with a pattern in it.',
        text`
          RUN apt-get update \
              && apt-get install -y --no-install-recommends build-essential libpcre2-dev \
              && rm -rf /var/lib/apt/lists/*`,
      ),
    ),
    part(
      'requirements',
      because(
        'image',
        'A virtual environment is one folder with everything that pip installs: easy to carry into the next stage.',
        text`
          RUN python -m venv /venv
          ENV PATH=/venv/bin:$PATH`,
      ),
      because('image', whyRequirementsFirst, text`COPY requirements.txt /requirements.txt`),
      because(
        'image',
        'The mount keeps what pip has built from one build to the next, and leaves nothing of it in the image.',
        text`RUN --mount=type=cache,target=/root/.cache/pip pip install -r /requirements.txt`,
      ),
    ),
    part('code', text`WORKDIR /code`, because('image', whyCopyAll, text`COPY . .`)),
    part('collectstatic', collectstatic(choices)),
    text`

      # 2. app: no compiler, and no root.`,
    part(
      'app-base',
      because(
        'image',
        'The same tag as above: the virtual environment points at this very Python.',
        text`FROM python:${ink(choices, 'python')}-slim-trixie AS app`,
      ),
    ),
    runTimePackages(choices),
    part('user', user(choices)),
    part(
      'from-build',
      because(
        'image',
        'To the same path that it was made at: every script in it has that path in its first line.',
        text`COPY --from=build /venv /venv`,
      ),
      because(
        'image',
        'Owned by root on purpose. The server can read its code and cannot rewrite it.',
        text`
          WORKDIR /code
          COPY --from=build /code .`,
      ),
    ),
  ];
}

function oneStage(choices: Choices): Block[] {
  return [
    text`# The image of ${ink(choices, 'project')}, in one stage: what is only needed to build it is purged in the step that used it.`,
    part('build-base', because('image', whyThisTag, text`FROM python:${ink(choices, 'python')}-slim-trixie`)),
    runTimePackages(choices),
    part('user', user(choices)),
    part(
      'requirements',
      because('image', whyRequirementsFirst, text`COPY requirements.txt /requirements.txt`),
      because(
        'image',
        'One RUN from the coming of the compiler to its going. A second RUN would hide it, and ship it all the same in the layer below. The two options keep nothing merely because another package recommends or suggests it.',
        text`
          # One RUN: what a later one removes stays in the layer below, and so in the image.
          RUN --mount=type=cache,target=/root/.cache/pip \
              apt-get update \
              && apt-get install -y --no-install-recommends build-essential libpcre2-dev \
              && PIP_ROOT_USER_ACTION=ignore pip install -r /requirements.txt \
              && apt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false \
                  -o APT::AutoRemove::SuggestsImportant=false build-essential libpcre2-dev \
              && rm -rf /var/lib/apt/lists/*`,
      ),
    ),
    part('code', text`WORKDIR /code`, because('image', whyCopyAll, text`COPY . .`)),
    part('collectstatic', collectstatic(choices)),
  ];
}

const whyThisTag =
  'Three things are named: the version of Python, `slim`, and the release of Debian. Leave out the last one, and one day the tag means the next Debian, without a change of yours.';
const whyRequirementsFirst =
  'This file alone, and before the code: as long as it stays the same, the next step comes from the cache.';
const whyCopyAll =
  'Everything that `.dockerignore` does not hold back. Any edit of your code starts the build again from here.';

const runTimePackages = (choices: Choices): Block =>
  choices.staticFiles === 'uwsgi' &&
  part(
    'run-packages',
    because(
      'image',
      'Holds `/etc/mime.types`. Without it uWSGI sends a style sheet without saying what it is, and a careful browser leaves it unused.',
      text`
        # media-types: so that uWSGI knows the type of a .css file.
        RUN apt-get update \
            && apt-get install -y --no-install-recommends media-types \
            && rm -rf /var/lib/apt/lists/*`,
    ),
  );

/** The number of the app's user and group: fixed, because volumes remember numbers and not names. */
const appId = 10001;

function user(choices: Choices): Block {
  const name = ink(choices, 'appUser');
  return because(
    'image',
    'A number of our own choice, the same in every build: a volume remembers its owner by number. Above the code, so that an edit never makes this layer again.',
    text`
      RUN groupadd --gid ${appId} ${name} \
          && useradd --no-log-init --uid ${appId} --gid ${name} --no-create-home ${name}`,
  );
}

const collectstatic = (choices: Choices): Block =>
  because(
    'image',
    'The settings insist on these three variables, so this one command gets them. None of them stays in the image.',
    text`
      # Placeholders for this one command; the real values come at run time.
      RUN SECRET_KEY=build-only DATABASE_URL= DJANGO_SETTINGS_MODULE=${ink(choices, 'project')}.settings_deploy \
          python manage.py collectstatic --noinput`,
  );

const entrypointScript = because(
  'entrypoint',
  'The mode is set here, because a checkout on Windows and an unpacked archive both lose it.',
  text`COPY --chmod=0755 docker-entrypoint.sh /usr/local/bin/`,
);

const environment = (choices: Choices): Block => [
  choices.stages === 'two' &&
    because(
      'image',
      'So that `python` and `uwsgi` are found in the virtual environment, by every process in the container.',
      text`ENV PATH=/venv/bin:$PATH`,
    ),
  because(
    'image',
    'What Python prints appears at once in `docker logs`, and not when a buffer is full.',
    text`ENV PYTHONUNBUFFERED=1`,
  ),
  because(
    'settings',
    'Wins over the default in `manage.py` and `wsgi.py`, so that no command in this container runs with the settings of your laptop.',
    text`ENV DJANGO_SETTINGS_MODULE=${ink(choices, 'project')}.settings_deploy`,
  ),
];

function startUp(choices: Choices): Block {
  const port = ink(choices, 'port');
  return part(
    'start-up',
    because(
      'image',
      'A note for people and tools. It opens nothing: `docker run -p` does.',
      text`EXPOSE ${port}`,
    ),
    choices.healthCheck
      ? part(
          'health-check',
          because(
            'image',
            'Python asks, because a slim image has no curl. Each second until the first answer, then every ten.',
            text`
              HEALTHCHECK --interval=10s --timeout=4s --start-period=60s --start-interval=1s \
                  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://localhost:${port}/healthz', timeout=3)"]`,
          ),
        )
      : because(
          'image',
          'Your choice, said in the file: Docker does not ask whether the server answers.',
          text`HEALTHCHECK NONE`,
        ),
    because(
      'image',
      'By number, so that an orchestrator can see that it is not root without looking into the image.',
      text`USER ${appId}:${appId}`,
    ),
    because(
      'image',
      'Both in brackets: started as they are, without a shell between Docker’s signals and the server. The script prepares, then becomes the command.',
      text`
        ENTRYPOINT ["docker-entrypoint.sh"]
        CMD ["uwsgi"]`,
    ),
  );
}
