import { describe, expect, test } from 'vitest';
import { checkStack } from '../../check.ts';
import { stackOf } from '../../stack.fixture.ts';
import type { RuleId } from '../rule.ts';

const base = 'FROM python:3.14-slim-trixie';
const script = (text: string): Record<string, string> => ({ 'entry.sh': `#!/bin/sh\nset -e\n${text}\n` });
const withScript = ['COPY entry.sh /', 'ENTRYPOINT ["/entry.sh"]'];

/** How often a rule speaks about a Dockerfile, and other files beside it. */
function count(name: string, lines: readonly string[], more: Record<string, string> = {}): number {
  const id: RuleId = `dockerfile/${name}`;
  const stack = stackOf({ Dockerfile: `${lines.join('\n')}\n`, ...more });
  return checkStack(stack).filter(({ rule }) => rule === id).length;
}

describe('arg-scope', () => {
  const speaks = (...lines: string[]): number => count('arg-scope', ['ARG V=1', ...lines]);

  test('speaks where the name is surely empty, once for a stage', () => {
    expect(speaks(base, 'RUN echo $V', 'LABEL v=${V}')).toBe(1);
    expect(speaks(base, 'WORKDIR /$V', base, 'USER ${V}:${V}')).toBe(2);
  });

  test('knows defaults, variables of the shell, the environment of images, and stages that stand on others', () => {
    expect(speaks('FROM python:$V-slim', 'ARG V', 'RUN echo $V')).toBe(0);
    expect(speaks(base, 'RUN echo ${V:-2}', 'RUN V=2 && echo $V', 'RUN for V in 1 2; do echo $V; done')).toBe(
      0,
    );
    expect(speaks(base, 'RUN . /etc/os-release && echo $V', "ENV A='$V'", 'ENV B=\\$V', 'CMD echo $V')).toBe(
      0,
    );
    expect(speaks('FROM nginx:1.30', 'RUN echo $V')).toBe(0);
    expect(count('arg-scope', ['ARG PYTHON_VERSION=3.14', base, 'RUN echo $PYTHON_VERSION'])).toBe(0);
    expect(count('arg-scope', [`${base} AS a`, 'ARG U=app', 'FROM a', 'RUN echo $U'])).toBe(0);
    expect(count('arg-scope', [`${base} AS a`, 'ARG U=app', base, 'RUN echo $U'])).toBe(1);
  });
});

describe('shell-form-entrypoint and shell-form-cmd', () => {
  const handsOver = script('exec "$@"');

  test('name the loss of CMD where there is one, and the signals otherwise', () => {
    const lost = [base, 'COPY entry.sh /', 'ENTRYPOINT /entry.sh', 'CMD ["gunicorn"]'];
    expect(count('shell-form-entrypoint', lost, handsOver)).toBe(1);
    expect(count('shell-form-cmd', lost, handsOver)).toBe(0);
    const own = [base, 'COPY entry.sh /', 'ENTRYPOINT /entry.sh'];
    expect(count('shell-form-entrypoint', own, script('gunicorn app.wsgi'))).toBe(0);
    expect(count('shell-form-cmd', own, script('gunicorn app.wsgi'))).toBe(1);
    expect(count('shell-form-entrypoint', [base, 'ENTRYPOINT exec /e "$0" "$@"', 'CMD ["gunicorn"]'])).toBe(
      0,
    );
  });

  test('are silent where the shell becomes the server, or where that cannot be told', () => {
    const cmd = (...lines: string[]): number => count('shell-form-cmd', lines, handsOver);
    expect(cmd(base, ...withScript, 'CMD gunicorn app.wsgi')).toBe(1);
    expect(cmd(base, 'CMD python manage.py migrate && exec gunicorn app.wsgi')).toBe(0);
    expect(cmd(base, 'SHELL ["/bin/bash", "-c"]', 'CMD gunicorn app.wsgi')).toBe(0);
    expect(cmd('FROM python:3.14-alpine', 'CMD gunicorn app.wsgi')).toBe(0);
    expect(cmd(base, 'ENTRYPOINT ["tini", "--", "/entry.sh"]', 'COPY entry.sh /', 'CMD gunicorn')).toBe(0);
    expect(cmd(base, 'ENTRYPOINT ["/elsewhere.sh"]', 'CMD gunicorn app.wsgi')).toBe(0);
    expect(cmd(base, 'CMD bash')).toBe(0);
  });
});

describe('broken-json', () => {
  const speaks = (line: string): number => count('broken-json', [base, line]);

  test('speaks of every list that Docker gives to the shell', () => {
    const lists = [
      '["a",]',
      '["a" "b"]',
      '["a", "b"',
      '["a"] # why',
      '[“a”]',
      '["a", 8000]',
      '["a", "\\d"]',
      '[ "a", ]',
    ];
    expect(lists.filter((list) => speaks(`CMD ${list}`) !== 1)).toEqual([]);
    expect(speaks('RUN ["a",]')).toBe(1);
    expect(speaks('HEALTHCHECK CMD ["a",]')).toBe(1);
  });

  test('leaves tests of the shell alone, and single quotes to their own rule', () => {
    expect(speaks('RUN [ "$A" = b ] && true')).toBe(0);
    expect(speaks('RUN [[ "$A" == b ]]')).toBe(0);
    expect(speaks('CMD [ "$MODE" = dev ] && exec runserver || exec gunicorn')).toBe(0);
    expect(speaks('RUN [ -f /x ]')).toBe(0);
    expect(speaks("CMD ['a']")).toBe(0);
    expect(speaks('CMD ["a", "b"]')).toBe(0);
  });
});

test('no-cmd speaks only of scripts that have nothing else to start', () => {
  const speaks = (text: string, more: Record<string, string> = {}): number =>
    count('no-cmd', [base, ...withScript], { ...script(text), ...more });
  expect(speaks('exec "$@"')).toBe(1);
  expect(speaks('exec gunicorn app.wsgi "$@"')).toBe(0);
  expect(speaks('exec gosu app "$@"')).toBe(0);
  expect(speaks('[ $# -gt 0 ] || set -- gunicorn app.wsgi\nexec "$@"')).toBe(0);
  expect(speaks('if [ "$1" = x ]; then exec "$@"; fi\nexec gunicorn')).toBe(0);
  expect(speaks('exec "$@"', { 'compose.yaml': 'services:\n  app:\n    command: gunicorn\n' })).toBe(0);
  expect(count('no-cmd', [base, 'ENTRYPOINT ["gunicorn", "app.wsgi"]'])).toBe(0);
});

describe('user-missing', () => {
  const speaks = (lines: string[], more: Record<string, string> = {}): number =>
    count('user-missing', lines, more);

  test('speaks of a server that is root, also when it is root again', () => {
    expect(speaks([base, 'CMD ["gunicorn"]'])).toBe(1);
    expect(speaks([base, 'RUN useradd app', 'USER app', 'USER root', 'RUN ls', 'CMD ["gunicorn"]'])).toBe(1);
    expect(speaks([base, 'CMD ["gunicorn"]', `${base} AS last`, 'USER 10001', 'CMD ["gunicorn"]'])).toBe(0);
  });

  test('is silent where somebody else may say who it is', () => {
    expect(speaks([base, ...withScript, 'CMD ["gunicorn"]'], script('exec gosu app "$@"'))).toBe(0);
    expect(speaks([base, 'ENTRYPOINT ["/from-the-base.sh"]', 'CMD ["gunicorn"]'])).toBe(0);
    expect(speaks([base, 'CMD ["gunicorn", "--user", "app"]'])).toBe(0);
    expect(speaks([base, 'ENV UWSGI_UID=1000', 'CMD ["uwsgi"]'])).toBe(0);
    expect(speaks([base, 'CMD ["uwsgi", "--ini", "uwsgi.ini"]'])).toBe(0);
    expect(
      speaks([base, 'CMD ["gunicorn"]'], { 'compose.yaml': 'services: { app: { user: "1000" } }\n' }),
    ).toBe(0);
    expect(speaks(['FROM example.org/hardened:1', 'CMD ["gunicorn"]'])).toBe(0);
    expect(speaks([base, 'RUN pip list'])).toBe(0);
    expect(speaks([base, 'ARG WHO', 'USER $WHO', 'CMD ["gunicorn"]'])).toBe(0);
  });
});

test('copy-from-unknown leaves images, contexts and numbers alone', () => {
  const speaks = (from: string, more: Record<string, string> = {}): number =>
    count('copy-from-unknown', [`${base} AS build`, base, `COPY --from=${from} /a /b`], more);
  expect(['bulid', 'builder', '7', '1'].filter((from) => speaks(from) !== 1)).toEqual([]);
  const fine = [
    'build',
    'BUILD',
    '0',
    'nginx:1.30',
    'ghcr.io/astral-sh/uv:0.9',
    'composer',
    'harbour',
    '$STAGE',
  ];
  expect(fine.filter((from) => speaks(from) !== 0)).toEqual([]);
  expect(
    speaks('bulid', {
      'compose.yaml': 'services: { app: { build: { additional_contexts: { bulid: . } } } }\n',
    }),
  ).toBe(0);
  expect(
    count('copy-from-unknown', [`${base} AS build`, base, 'RUN --mount=from=bulid,target=/b ls /b']),
  ).toBe(1);
});

test('env-same-line knows what extends itself, and what is quoted', () => {
  const speaks = (...lines: string[]): number => count('env-same-line', [base, ...lines]);
  expect(speaks('ENV A=/x B=$A/y')).toBe(1);
  expect(speaks('ENV A=/old', 'ENV A=/new \\', '    B=${A}/y')).toBe(1);
  expect(speaks("ENV A=/x B='$A' C=\\$A D=${A:-/y}")).toBe(0);
  expect(speaks('ENV PATH=/venv/bin:$PATH OLD=$PATH')).toBe(0);
  expect(speaks('ENV A=/x', 'ENV A=/x B=$A')).toBe(0);
  expect(speaks('ENV B=$A A=/x')).toBe(0);
});

describe('the base image', () => {
  const speaks = (name: string, ...lines: string[]): number => count(name, lines);

  test('is open without a version, unless it is the reader’s own, a stage, or has a digest', () => {
    const open = [
      'python',
      'python:latest',
      'python:slim',
      'python:3',
      'python:3-slim-trixie',
      'nginx',
      'ghcr.io/a/b',
    ];
    expect(open.filter((name) => speaks('base-unpinned', `FROM ${name}`) !== 1)).toEqual([]);
    const pinned = [
      'python:3.14',
      'python@sha256:0',
      'nginx:alpine',
      'harbour',
      'scratch',
      '$BASE',
      'postgres:17',
    ];
    expect(pinned.filter((name) => speaks('base-unpinned', `FROM ${name}`) !== 0)).toEqual([]);
    expect(speaks('base-unpinned', `${base} AS python`, 'FROM python')).toBe(0);
  });

  test('is told of its end once for all stages, and the archive before it', () => {
    expect(speaks('python-eol', 'FROM python:3.9-slim AS a', 'FROM python:3.9-slim')).toBe(1);
    expect(speaks('python-eol', 'FROM python:3.11-slim')).toBe(0);
    const buster = ['FROM python:3.9-slim-buster', 'RUN apt-get update'];
    expect([speaks('debian-eol', ...buster), speaks('python-eol', ...buster)]).toEqual([1, 0]);
    expect(speaks('debian-eol', 'FROM python:3.9-slim-buster', 'RUN pip list')).toBe(0);
    expect(
      speaks(
        'debian-eol',
        'FROM python:3.9-slim-buster',
        'RUN sed -i s/deb/archive/ /etc/apt/sources.list && apt-get update',
      ),
    ).toBe(0);
  });

  test('may be either where a RUN asks which it is', () => {
    const alpine = 'FROM python:3.14-alpine';
    expect(speaks('alpine-with-apt', alpine, 'RUN apt-get update')).toBe(1);
    expect(speaks('alpine-with-apt', alpine, 'RUN apk add gcc || apt-get install -y gcc')).toBe(0);
    expect(speaks('alpine-with-apt', alpine, 'RUN if command -v apt-get; then apt-get update; fi')).toBe(0);
  });
});

test('man-dirs-hack leaves folders alone into which something is put', () => {
  const mkdir = 'RUN mkdir -p /usr/share/man/man1';
  const speaks = (...lines: string[]): number => count('man-dirs-hack', lines);
  expect(speaks(base, mkdir)).toBe(1);
  expect(speaks(base, `${mkdir} && cp a.1 /usr/share/man/man1/`)).toBe(0);
  expect(speaks(base, mkdir, 'COPY a.1 /usr/share/man/man1/')).toBe(0);
  expect(speaks('FROM python:3.9-slim-buster', mkdir)).toBe(0);
});

test('copy-root-home speaks only of what another user has to run', () => {
  const speaks = (...lines: string[]): number =>
    count('copy-root-home', [`${base} AS build`, base, ...lines]);
  const copy = 'COPY --from=build /root/.local /root/.local';
  const path = 'ENV PATH=/root/.local/bin:$PATH';
  expect(speaks(copy, path, 'USER 10001')).toBe(1);
  expect(speaks(copy, path)).toBe(0);
  expect(speaks(copy, path, 'RUN chmod 755 /root', 'USER 10001')).toBe(0);
  expect(
    speaks(
      'COPY --from=build /root/.local /home/app/.local',
      'ENV PATH=/home/app/.local/bin:$PATH',
      'USER 10001',
    ),
  ).toBe(0);
  expect(speaks('COPY .netrc /root/', 'USER 10001')).toBe(0);
});

test('add-for-copy leaves what only ADD can', () => {
  const speaks = (source: string): number => count('add-for-copy', [base, `ADD ${source} /x/`]);
  expect(
    ['.', 'src', 'a.txt', '*.txt', '--chown=1:1 a.txt'].filter((source) => speaks(source) !== 1),
  ).toEqual([]);
  const only = [
    'a.tar.gz',
    'https://example.org/a',
    'git@github.com:a/b.git',
    'https://x/y.git#main',
    '*',
    '--checksum=sha256:0 a',
    '$FILE',
  ];
  expect(only.filter((source) => speaks(source) !== 0)).toEqual([]);
});

test('workdir-relative asks only for the first one, of a stage that has none below it', () => {
  const speaks = (...lines: string[]): number => count('workdir-relative', lines);
  expect(speaks(base, 'WORKDIR code', 'WORKDIR more')).toBe(1);
  expect(speaks(base, 'WORKDIR /code', 'WORKDIR docs')).toBe(0);
  expect(speaks(`${base} AS a`, 'WORKDIR /code', 'FROM a', 'WORKDIR docs')).toBe(0);
  expect(speaks(base, 'ARG DIR', 'WORKDIR $DIR')).toBe(0);
});

test('health and buffers are left to whoever else speaks of them', () => {
  const server = [base, 'CMD ["gunicorn"]'];
  expect(count('no-healthcheck', server)).toBe(1);
  expect(count('no-healthcheck', [base, 'HEALTHCHECK NONE', 'CMD ["gunicorn"]'])).toBe(0);
  expect(count('no-healthcheck', [base, 'CMD ["celery", "-A", "app", "worker"]'])).toBe(0);
  expect(
    count('no-healthcheck', server, { 'compose.yaml': 'services: { app: { healthcheck: {} } }\n' }),
  ).toBe(0);
  expect(count('no-unbuffered', server)).toBe(1);
  expect(count('no-unbuffered', server, { '.env': 'PYTHONUNBUFFERED=1\n' })).toBe(0);
  expect(count('no-unbuffered', [base, 'CMD ["python", "-u", "app.py"]'])).toBe(0);
  expect(count('no-unbuffered', ['FROM nginx:1.30', 'CMD ["nginx"]'])).toBe(0);
});

describe('the form of a file', () => {
  test('a gap that swallows the next instruction is told from one that is only empty', () => {
    const of = (...lines: string[]): (string | undefined)[] =>
      checkStack(stackOf({ Dockerfile: `${[base, ...lines].join('\n')}\n` }))
        .filter(({ rule }) => rule === 'dockerfile/empty-continuation')
        .map(({ fixes }) => fixes[0]?.title);
    expect(of('RUN a \\', '', '    b')).toEqual(['Delete the empty line']);
    expect(of('RUN a \\', '', 'RUN b')).toEqual(['End the instruction above the gap']);
    expect(of('RUN a && \\', '', 'RUN b')).toEqual([undefined]);
    expect(of('RUN a \\', '    # why', '    b', 'RUN <<EOF', 'a', '', 'b', 'EOF')).toEqual([]);
  });

  test('heredocs may end by tabs, one after the other, and hold anything', () => {
    const speaks = (...lines: string[]): number => count('unterminated-heredoc', [base, ...lines]);
    expect(speaks('RUN <<EOF', 'a', '  EOF')).toBe(1);
    expect(speaks('RUN <<-EOF', '\ta', '\tEOF')).toBe(0);
    expect(speaks('COPY <<a <<"b c" /x/', '1', 'a', '2', 'b c')).toBe(0);
    expect(speaks('RUN cat <<< word', 'ENV A=<<EOF')).toBe(0);
  });

  test('ports are checked as Docker does', () => {
    const invalid = (port: string): number => count('expose-invalid-port', [base, `EXPOSE ${port}`]);
    expect(['http', '65536', '9-8', '80/tpc', '80:http'].filter((port) => invalid(port) !== 1)).toEqual([]);
    expect(
      ['0', '65535', '8000-8010', '80/UDP', '80:8000', ':8000', '$PORT'].filter(
        (port) => invalid(port) !== 0,
      ),
    ).toEqual([]);
    expect(count('expose-host-port', [base, 'EXPOSE 80:8000 127.0.0.1:80:8000 :8000 8000/tcp'])).toBe(2);
  });
});
