import { describe, expect, test } from 'vitest';
import { apt, findings, slim, type Case } from '../findings.fixture.ts';

const cmd = 'CMD ["uwsgi"]';
const base = 'ENV UWSGI_MODULE=shop.wsgi UWSGI_MASTER=1 UWSGI_DIE_ON_TERM=1 UWSGI_NEED_APP=1';
const listening = `${base} UWSGI_HTTP_SOCKET=:8000`;
/** A stage that makes a virtual environment with uWSGI in it. */
const venv = [
  `${slim} AS build`,
  `${apt} gcc libpcre2-dev`,
  'COPY requirements.txt /r.txt',
  'RUN python -m venv /venv && /venv/bin/pip install -r /r.txt',
];
const compose = (...lines: string[]) => ({
  'compose.yaml': `services:\n  app:\n    ${lines.join('\n    ')}\n`,
});

/** A false alarm costs more than a miss. */
describe('a rule says nothing', () => {
  const of = (rule: Case['rule'], cases: Record<string, string[] | Omit<Case, 'why' | 'rule'>>): Case[] =>
    Object.entries(cases).map(([why, one]) => ({
      why,
      rule,
      ...(Array.isArray(one) ? { lines: one } : one),
    }));

  const cases: Case[] = [
    ...of('dockerfile/uwsgi-no-listener', {
      'the command line says it': [slim, base, 'CMD ["uwsgi", "--http", ":8000"]'],
      'by a letter': [slim, base, 'CMD ["uwsgi", "-s", ":3031"]'],
      'an ini file may': [slim, base, 'CMD ["uwsgi", "--ini", "/code/uwsgi.ini"]'],
      'without an option in front of it': [slim, base, 'CMD ["uwsgi", "uwsgi.ini"]'],
      'named by a variable': [slim, `${base} UWSGI_INI=/code/uwsgi.ini`, cmd],
      'Compose does': { lines: [slim, base, cmd], files: compose('environment:', '  UWSGI_HTTP: ":8000"') },
      'Compose has a command of its own': {
        lines: [slim, base, cmd],
        files: compose('command: uwsgi --http :80'),
      },
      'an environment file does': { lines: [slim, base, cmd], files: { '.env': 'UWSGI_HTTP=:8000\n' } },
      'the image below may': ['FROM own/base', base, cmd],
      'gunicorn serves': [slim, base, 'CMD ["gunicorn", "shop.wsgi"]'],
      'the entrypoint may start anything': [slim, base, 'ENTRYPOINT ["/elsewhere.sh"]', cmd],
    }),
    ...of('dockerfile/uwsgi-loopback', {
      'another address as well': [slim, `${base} UWSGI_HTTP=:8000 UWSGI_SOCKET=127.0.0.1:3031`, cmd],
      'a socket in the file system': [slim, `${base} UWSGI_SOCKET=/run/uwsgi.sock`, cmd],
      'nginx in the same image': [slim, `${apt} nginx`, `${base} UWSGI_SOCKET=127.0.0.1:3031`, cmd],
      'the network of the host': {
        lines: [slim, `${base} UWSGI_SOCKET=127.0.0.1:3031`, cmd],
        files: compose('network_mode: host'),
      },
      'a pod': {
        lines: [slim, `${base} UWSGI_SOCKET=127.0.0.1:3031`, cmd],
        files: { 'deploy/app.yaml': 'apiVersion: apps/v1\nkind: Deployment\n' },
      },
      'the address is not known': [slim, 'ARG HOST', `${base} UWSGI_HTTP=$HOST:8000`, cmd],
    }),
    ...of('dockerfile/uwsgi-bad-number', {
      'a number': [slim, `${listening} UWSGI_WORKERS=08 UWSGI_BUFFER_SIZE=32768`, cmd],
      'a placeholder of uWSGI’s own': [slim, `${listening} UWSGI_WORKERS='$(WEB_CONCURRENCY)'`, cmd],
      'a value that is not known': [slim, 'ARG N', `${listening} UWSGI_WORKERS=$N`, cmd],
      'Compose sets it': {
        lines: [slim, `${listening} UWSGI_WORKERS=auto`, cmd],
        files: compose('environment:', '  UWSGI_WORKERS: "2"'),
      },
      'a unit that changes nothing': [slim, `${listening} UWSGI_HARAKIRI=60s`, cmd],
    }),
    ...of('dockerfile/uwsgi-no-master', {
      'a letter says it': [slim, 'ENV UWSGI_MODULE=shop.wsgi', 'CMD ["uwsgi", "-M", "--http", ":8000"]'],
      'left out on purpose': [slim, 'ENV UWSGI_MASTER=0 UWSGI_HTTP=:8000', cmd],
    }),
    ...of('dockerfile/uwsgi-die-on-term', {
      'no master': [slim, 'ENV UWSGI_MASTER=false UWSGI_HTTP=:8000', cmd],
      'another signal': [slim, 'ENV UWSGI_MASTER=1 UWSGI_HTTP=:8000', 'STOPSIGNAL SIGINT', cmd],
      'another signal in Compose': {
        lines: [slim, 'ENV UWSGI_MASTER=1 UWSGI_HTTP=:8000', cmd],
        files: compose('stop_signal: SIGQUIT'),
      },
      'an init process': [slim, 'ENV UWSGI_MASTER=1', 'ENTRYPOINT ["tini", "--"]', cmd],
      'a hook on the command line': [
        slim,
        'CMD ["uwsgi", "--master", "--http", ":80", "--hook-master-start", "unix_signal:15 gracefully_kill_them_all"]',
      ],
      'the signal does not even arrive': [
        slim,
        'ENV UWSGI_MASTER=1 UWSGI_HTTP=:8000',
        'CMD uwsgi --lazy-apps',
      ],
    }),
    ...of('dockerfile/uwsgi-need-app', {
      'left out on purpose': [slim, 'ENV UWSGI_MODULE=shop.wsgi UWSGI_NEED_APP=0', cmd],
      'nothing is loaded by an option': [slim, 'ENV UWSGI_MASTER=1 UWSGI_HTTP=:8000', cmd],
    }),
    ...of('dockerfile/expose-vs-uwsgi', {
      'one of several': [slim, listening, 'EXPOSE 9191 8000/tcp', cmd],
      'in a range': [slim, listening, 'EXPOSE 8000-8010', cmd],
      'another protocol': [slim, listening, 'EXPOSE 8125/udp', cmd],
      'a port that is not known': [slim, 'ARG PORT', listening, 'EXPOSE $PORT', cmd],
      'a socket in the file system': [slim, `${base} UWSGI_SOCKET=/run/uwsgi.sock`, 'EXPOSE 8000', cmd],
      'gunicorn serves': [slim, listening, 'EXPOSE 80', 'CMD ["gunicorn", "shop.wsgi"]'],
    }),
    ...of('dockerfile/uwsgi-harakiri-threads', {
      'one thread': [slim, `${listening} UWSGI_HARAKIRI=60 UWSGI_THREADS=1`, cmd],
      'no threads': [slim, `${listening} UWSGI_HARAKIRI=60`, cmd],
      'no limit': [slim, `${listening} UWSGI_HARAKIRI=0 UWSGI_THREADS=4`, cmd],
      'Compose sets the threads': {
        lines: [slim, `${listening} UWSGI_HARAKIRI=60 UWSGI_THREADS=4`, cmd],
        files: compose('environment:', '  - UWSGI_THREADS=1'),
      },
    }),
    ...of('dockerfile/venv-not-on-path', {
      'it is': [...venv, slim, 'COPY --from=build /venv /venv', 'ENV PATH="/venv/bin:${PATH}"', cmd],
      'by its whole path': [...venv, slim, 'COPY --from=build /venv /venv', 'CMD ["/venv/bin/uwsgi"]'],
      'linked to where it is looked for': [
        ...venv,
        slim,
        'COPY --from=build /venv /venv',
        'RUN ln -s /venv/bin/uwsgi /usr/local/bin/uwsgi',
        cmd,
      ],
      'the entrypoint sees to it': {
        lines: [
          ...venv,
          slim,
          'COPY --from=build /venv /venv',
          'COPY docker-entrypoint.sh /',
          'ENTRYPOINT ["sh", "/docker-entrypoint.sh"]',
          cmd,
        ],
        files: { 'docker-entrypoint.sh': '. /venv/bin/activate\nexec "$@"\n' },
      },
      'installed beside it as well': [...venv, 'RUN pip install -r /r.txt', cmd],
      'the image below may name it': [...venv, 'FROM own/base', 'COPY --from=build /venv /venv', cmd],
      'moved, and uWSGI is no script': [
        ...venv,
        slim,
        'COPY --from=build /venv /opt/venv',
        'ENV PATH=/opt/venv/bin:$PATH',
        cmd,
      ],
    }),
    ...of('dockerfile/stage-base-differs', {
      'the same image': [...venv, slim, 'COPY --from=build /venv /venv', cmd],
      'only the code is copied': [
        'FROM python:3.13-slim AS build',
        'COPY . /code',
        slim,
        'COPY --from=build /code /code',
        cmd,
      ],
      'the version is not known': [
        'FROM python:3-slim AS build',
        'RUN python -m venv /venv',
        slim,
        'COPY --from=build /venv /venv',
      ],
      'nothing is compiled': [
        'FROM python:3.14-trixie AS build',
        'RUN python -m venv /venv && /venv/bin/pip install gunicorn',
        slim,
        'COPY --from=build /venv /venv',
      ],
      'the library is installed': [
        'FROM python:3.14-trixie AS build',
        'RUN python -m venv /venv && /venv/bin/pip install uwsgi',
        slim,
        `${apt} libxml2`,
        'COPY --from=build /venv /venv',
      ],
      'uWSGI is told what to take': [
        'FROM python:3.14-trixie AS build',
        'RUN python -m venv /venv && UWSGI_PROFILE_OVERRIDE=xml=no /venv/bin/pip install uwsgi',
        slim,
        'COPY --from=build /venv /venv',
      ],
    }),
    ...of('across/uwsgi-no-pcre', {
      'no option needs it': [slim, `${apt} gcc && pip install uwsgi`, listening, cmd],
      'the full image has the headers': [
        'FROM python:3.14',
        'RUN pip install uwsgi',
        `${listening} UWSGI_ROUTE="^/x break:400"`,
        cmd,
      ],
      'another package may bring them': [
        slim,
        `${apt} gcc libglib2.0-dev && pip install uwsgi`,
        `${listening} UWSGI_ROUTE="^/x break:400"`,
        cmd,
      ],
      'it comes compiled': [
        slim,
        `${apt} gcc && pip install pyuwsgi`,
        `${listening} UWSGI_ROUTE="^/x break:400"`,
        cmd,
      ],
      'from an index of one’s own': [
        slim,
        `${apt} gcc && pip install --index-url https://pypi.example.org uwsgi`,
        `${listening} UWSGI_ROUTE="^/x break:400"`,
        cmd,
      ],
    }),
    ...of('across/mime-types-missing', {
      'a package brings it': [slim, `${apt} mailcap`, `${listening} UWSGI_STATIC_MAP=/static/=/static/`, cmd],
      'the full image has it': ['FROM python:3.14', `${listening} UWSGI_STATIC_MAP=/static/=/static/`, cmd],
      'a table of one’s own': [
        slim,
        `${listening} UWSGI_STATIC_MAP=/static/=/static/ UWSGI_MIME_FILE=/m`,
        cmd,
      ],
      'copied to its place': [
        slim,
        'COPY mime.types /etc/',
        `${listening} UWSGI_STATIC_MAP=/static/=/static/`,
        cmd,
      ],
      'uWSGI sends no files': [slim, listening, cmd],
      'the packages are not known': [slim, 'ARG D', `${apt} $D`, `${listening} UWSGI_STATIC_MAP=/s=/s`, cmd],
    }),
  ];
  test.each(cases)('$rule: $why', (one) => {
    expect(findings(one)).toEqual([]);
  });
});

describe('a rule speaks', () => {
  const cases: (Case & { marked: string; related?: string; says?: string })[] = [
    {
      why: 'only options of the router are set',
      rule: 'dockerfile/uwsgi-no-listener',
      lines: [slim, `${base} UWSGI_HTTP_KEEPALIVE=1`, cmd],
      marked: 'uwsgi',
    },
    {
      why: 'behind an entrypoint that hands over',
      rule: 'dockerfile/uwsgi-no-listener',
      lines: [slim, base, 'COPY docker-entrypoint.sh /', 'ENTRYPOINT ["sh", "/docker-entrypoint.sh"]', cmd],
      files: { 'docker-entrypoint.sh': 'exec "$@"\n' },
      marked: 'uwsgi',
    },
    {
      why: 'on the command line',
      rule: 'dockerfile/uwsgi-loopback',
      lines: [slim, base, 'CMD ["uwsgi", "--http=localhost:8000"]'],
      marked: '--http=localhost:8000',
    },
    {
      why: 'a size has a unit',
      rule: 'dockerfile/uwsgi-bad-number',
      lines: [slim, `${listening} UWSGI_BUFFER_SIZE=32k`, cmd],
      marked: 'UWSGI_BUFFER_SIZE=32k',
      says: '32 bytes',
    },
    {
      why: 'the number of processors, as an ini file writes it',
      rule: 'dockerfile/uwsgi-bad-number',
      lines: [slim, `${listening} UWSGI_PROCESSES=%k`, cmd],
      marked: 'UWSGI_PROCESSES=%k',
    },
    {
      why: 'as the article of 2019 has it',
      rule: 'dockerfile/uwsgi-die-on-term',
      lines: [
        slim,
        'ENV UWSGI_WSGI_FILE=shop/wsgi.py',
        'ENV UWSGI_HTTP=:8000 UWSGI_MASTER=1',
        'CMD ["uwsgi", "--show-config"]',
      ],
      marked: 'UWSGI_MASTER',
    },
    {
      why: 'gunicorn cannot be moved',
      rule: 'dockerfile/venv-not-on-path',
      lines: [
        `${slim} AS build`,
        'RUN python -m venv /venv && /venv/bin/pip install gunicorn',
        slim,
        'COPY --from=build /venv /opt/venv',
        'ENV PATH=/opt/venv/bin:$PATH',
        'CMD ["gunicorn", "shop.wsgi"]',
      ],
      marked: 'gunicorn',
      says: '/venv/bin/python',
    },
    {
      why: 'in one stage',
      rule: 'dockerfile/venv-not-on-path',
      lines: [
        slim,
        `${apt} gcc`,
        'WORKDIR /srv',
        'RUN python -m venv env',
        'RUN . /srv/env/bin/activate && pip install uwsgi',
        cmd,
      ],
      marked: 'uwsgi',
      says: '/srv/env/bin',
    },
    {
      why: 'another version of Python',
      rule: 'dockerfile/stage-base-differs',
      lines: [
        'FROM python:3.13-slim AS build',
        'RUN python -m venv /venv',
        slim,
        'COPY --from=build /venv /venv',
      ],
      marked: 'COPY --from=build /venv /venv',
      related: 'python:3.13-slim',
    },
    {
      why: 'an older Debian',
      rule: 'dockerfile/stage-base-differs',
      lines: [...venv, 'FROM python:3.14-slim-bookworm', 'COPY --from=build /venv /venv'],
      marked: 'COPY --from=build /venv /venv',
      says: 'older C library',
    },
    {
      why: 'without strict mode nothing stops',
      rule: 'across/uwsgi-no-pcre',
      lines: [
        slim,
        `${apt} gcc && pip install uwsgi`,
        `${listening} UWSGI_STATIC_EXPIRES_URI="/static/ 3600" UWSGI_ROUTE="^/x break:400"`,
        cmd,
      ],
      marked: 'UWSGI_STATIC_EXPIRES_URI',
      says: 'passes over',
    },
  ];
  test.each(cases)('$rule: $why', ({ marked, related, says, ...one }) => {
    const found = findings(one);
    expect(found.map(({ text }) => text)).toEqual([marked]);
    if (related !== undefined) expect(found[0]?.related).toContain(related);
    if (says !== undefined) expect(found[0]?.message).toContain(says);
  });
});
