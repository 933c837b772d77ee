import type { Choices } from '../choices.ts';
import { because, ink, part, text, type Block, type Ink } from './draft.ts';

/** One uWSGI option as an environment variable, its part in the chapter and the reason for it. */
interface Variable {
  part: string;
  /** Name and value, as they stand behind `ENV`. */
  line: (string | Ink)[];
  why: string;
}

/**
 * uWSGI's options in one ENV instruction.
 * Left out on purpose: HARAKIRI where there are threads (a request that ends in the same worker disarms it: run on
 * 2.0.31, 2026-11-23), DIE_ON_TERM (cuts requests in flight), VACUUM (concerns Unix sockets only).
 */
export function uwsgiEnvironment(choices: Choices): Block {
  const variables = uwsgiVariables(choices);
  return part(
    'uwsgi',
    text`
      # uWSGI reads an option from UWSGI_ and its name; STRICT makes a misspelt one an error.`,
    ...variables.map((variable, index): Block => {
      const lead = index === 0 ? 'ENV ' : '    ';
      const end = index === variables.length - 1 ? '' : ' \\';
      return part(
        variable.part,
        because('image', variable.why, { kind: 'text', lines: [[lead, ...variable.line, end]] }),
      );
    }),
  );
}

function uwsgiVariables(choices: Choices): Variable[] {
  const staticByUwsgi = choices.staticFiles === 'uwsgi';
  return [
    {
      part: 'uwsgi-strict',
      line: ['UWSGI_STRICT=1'],
      why: 'Without it uWSGI takes any name it does not know, and says nothing. With it, a typing error ends the start with `[strict-mode] unknown config directive`.',
    },
    {
      part: 'uwsgi-http-socket',
      line: ['UWSGI_HTTP_SOCKET=:', ink(choices, 'port')],
      why: 'HTTP, answered by the workers themselves, on every address of the container. `UWSGI_HTTP` would put a process of its own in front of them, a hop that nginx makes again.',
    },
    {
      part: 'uwsgi-module',
      line: ['UWSGI_MODULE=', ink(choices, 'project'), '.wsgi:application'],
      why: 'The object `application` in the module `wsgi` of your package: what `startproject` has put there.',
    },
    {
      part: 'uwsgi-need-app',
      line: ['UWSGI_NEED_APP=1'],
      why: 'A project that cannot be imported ends the container with status 22. Without it the server stays up and answers 500 to everything.',
    },
    {
      part: 'uwsgi-master',
      line: ['UWSGI_MASTER=1'],
      why: 'One process that starts the workers, starts them again when they die, and listens to signals.',
    },
    {
      part: 'uwsgi-workers',
      line: ['UWSGI_WORKERS=', ink(choices, 'workers')],
      why: 'Processes. Each has the whole project in memory, and a crash takes only one of them.',
    },
    {
      part: 'uwsgi-threads',
      line: ['UWSGI_THREADS=', ink(choices, 'threads')],
      why: 'Requests at the same time in each worker. Workers times threads is the number of connections that Postgres must allow.',
    },
    {
      part: 'uwsgi-lazy-apps',
      line: ['UWSGI_LAZY_APPS=1'],
      why: 'Each worker loads the project for itself. It costs memory, and spares you connections and threads that were made before the fork and are shared by accident.',
    },
    ...(choices.threads === 1
      ? [
          {
            part: 'uwsgi-harakiri',
            line: ['UWSGI_HARAKIRI=60'],
            why: 'A request that takes longer than this many seconds ends with its worker. It can be trusted with one thread only: with more, any other request of that worker disarms it.',
          },
        ]
      : []),
    {
      part: 'uwsgi-buffer-size',
      line: ['UWSGI_BUFFER_SIZE=32768'],
      why: 'Room for the headers of one request. nginx lets 32 kB through; with the 4 kB of the default a visitor with a big cookie sees a 502 that nobody else sees.',
    },
    {
      part: 'uwsgi-hook',
      line: ['UWSGI_HOOK_MASTER_START="unix_signal:15 gracefully_kill_them_all"'],
      why: 'On SIGTERM, which is what `docker stop` sends, uWSGI 2.0 *reloads* itself. This makes it finish the requests in flight and leave.',
    },
    ...(choices.healthCheck
      ? [
          {
            part: 'uwsgi-route',
            line: ['UWSGI_ROUTE="^/healthz$ donotlog:"'],
            why: 'The health check asks every ten seconds. It need not be written down each time.',
          },
        ]
      : []),
    ...(choices.hostGuard
      ? [
          {
            part: 'uwsgi-route-host',
            line: [`UWSGI_ROUTE_HOST="^(?!(${hostPattern(choices)})(:\\d+)?$) break:400"`],
            why: 'A request for any other host ends here with a 400, before Python and before the static files. The pattern allows a port, since it is compared with the whole Host header.',
          },
        ]
      : []),
    ...(staticByUwsgi
      ? [
          {
            part: 'uwsgi-static-map',
            line: ['UWSGI_STATIC_MAP=/static/=/code/staticfiles/'],
            why: 'What collectstatic has put there is sent by uWSGI itself. A path without a file goes on to Django, which answers 404.',
          },
        ]
      : []),
    ...(staticByUwsgi && choices.farFuture
      ? [
          {
            part: 'uwsgi-static-expires',
            line: ['UWSGI_STATIC_EXPIRES_URI="^/static/.*\\.[0-9a-f]{12}\\.[a-z0-9]+$ 315360000"'],
            why: 'A name with a hash in it belongs to one content for ever, so a browser may keep it for ten years. The name changes when the file does.',
          },
        ]
      : []),
  ];
}

/** The allowed hosts as a regular expression; `.example.org` means the domain and all its subdomains, as in Django. */
function hostPattern(choices: Choices): string {
  const hosts = new Set([...choices.allowedHosts.split(','), 'localhost']);
  return [...hosts].map((host) => host.replaceAll('.', '\\.').replace(/^\\\./, '(.+\\.)?')).join('|');
}
