import type { Choices } from '../choices.ts';
import { because, ink, part, text, type Block, type Ink } from './draft.ts';

/** One uWSGI option as an environment variable, and the reason for it. */
interface Variable {
  /** Name and value, as they stand behind `ENV`. */
  line: (string | Ink)[];
  why: string;
}

/** Options that a chapter tells together. */
interface Group {
  part: string;
  variables: Variable[];
}

/**
 * uWSGI's options in one ENV instruction.
 * Left out on purpose: HARAKIRI where there are threads (a request that ends in the same worker disarms it: run on
 * 2.0.31, 2026-11-23), DIE_ON_TERM (cuts requests in flight), VACUUM (concerns Unix sockets only).
 */
export function uwsgiEnvironment(choices: Choices): Block {
  const groups = uwsgiGroups(choices).filter(({ variables }) => variables.length > 0);
  const all = groups.flatMap(({ variables }) => variables);
  const line = (variable: Variable): Block => {
    const lead = variable === all[0] ? 'ENV ' : '    ';
    const end = variable === all.at(-1) ? '' : ' \\';
    return because('image', variable.why, { kind: 'text', lines: [[lead, ...variable.line, end]] });
  };
  return part(
    'uwsgi',
    text`
      # uWSGI reads an option from UWSGI_ and its name; STRICT makes a misspelt one an error.`,
    ...groups.map((group) => part(group.part, ...group.variables.map(line))),
  );
}

function uwsgiGroups(choices: Choices): Group[] {
  const staticByUwsgi = choices.staticFiles === 'uwsgi';
  return [
    {
      part: 'uwsgi-app',
      variables: [
        {
          line: ['UWSGI_STRICT=1'],
          why: 'Without it uWSGI takes any name it does not know, and says nothing. With it, a typing error ends the start with `[strict-mode] unknown config directive`.',
        },
        {
          line: ['UWSGI_HTTP_SOCKET=:', ink(choices, 'port')],
          why: 'HTTP, answered by the workers themselves, on every address of the container. `UWSGI_HTTP` would put a process of its own in front of them, a hop that nginx makes again.',
        },
        {
          line: ['UWSGI_MODULE=', ink(choices, 'project'), '.wsgi:application'],
          why: 'The object `application` in the module `wsgi` of your package: what `startproject` has put there.',
        },
        {
          line: ['UWSGI_NEED_APP=1'],
          why: 'A project that cannot be imported ends the container with status 22. Without it the server stays up and answers 500 to everything.',
        },
      ],
    },
    {
      part: 'uwsgi-processes',
      variables: [
        {
          line: ['UWSGI_MASTER=1'],
          why: 'One process that starts the workers, starts them again when they die, and listens to signals.',
        },
        {
          line: ['UWSGI_WORKERS=', ink(choices, 'workers')],
          why: 'Processes. Each has the whole project in memory, and a crash takes only one of them.',
        },
        {
          line: ['UWSGI_THREADS=', ink(choices, 'threads')],
          why: 'Requests at the same time in each worker. Workers times threads is the number of connections that Postgres must allow.',
        },
        {
          line: ['UWSGI_LAZY_APPS=1'],
          why: 'Each worker loads the project for itself. It costs memory, and spares you connections and threads that were made before the fork and are shared by accident.',
        },
        ...(choices.threads === 1
          ? [
              {
                line: ['UWSGI_HARAKIRI=60'],
                why: 'A request that takes longer than this many seconds ends with its worker. It can be trusted with one thread only: with more, any other request of that worker disarms it.',
              },
            ]
          : []),
      ],
    },
    {
      part: 'uwsgi-requests',
      variables: [
        {
          line: ['UWSGI_BUFFER_SIZE=32768'],
          why: 'Room for the headers of one request. nginx lets 32 kB through; with the 4 kB of the default a visitor with a big cookie sees a 502 that nobody else sees.',
        },
        {
          line: ['UWSGI_HOOK_MASTER_START="unix_signal:15 gracefully_kill_them_all"'],
          why: 'On SIGTERM, which is what `docker stop` sends, uWSGI 2.0 starts itself anew. This makes it finish the requests in flight and leave.',
        },
      ],
    },
    {
      part: 'uwsgi-routes',
      variables: [
        ...(choices.healthCheck
          ? [
              {
                line: ['UWSGI_ROUTE="^/healthz$ donotlog:"'],
                why: 'The health check asks every ten seconds. It need not be written down each time.',
              },
            ]
          : []),
        ...(choices.hostGuard
          ? [
              {
                line: [`UWSGI_ROUTE_HOST="^(?!(${hostPattern(choices)})(:\\d+)?$) break:400"`],
                why: 'A request for any other host ends here with a 400, before Python and before the static files. The pattern allows a port, since it is compared with the whole Host header.',
              },
            ]
          : []),
      ],
    },
    {
      part: 'uwsgi-static',
      variables: [
        ...(staticByUwsgi
          ? [
              {
                line: ['UWSGI_STATIC_MAP=/static/=/code/staticfiles/'],
                why: 'What collectstatic has put there is sent by uWSGI itself. A path without a file goes on to Django, which answers 404.',
              },
            ]
          : []),
        ...(staticByUwsgi && choices.farFuture
          ? [
              {
                line: ['UWSGI_STATIC_EXPIRES_URI="^/static/.*\\.[0-9a-f]{12}\\.[a-z0-9]+$ 315360000"'],
                why: 'A name with a hash in it belongs to one content for ever, so a browser may keep it for ten years. The name changes when the file does.',
              },
            ]
          : []),
      ],
    },
  ];
}

/** The allowed hosts as a regular expression; `.example.org` means the domain and all its subdomains, as in Django. */
function hostPattern(choices: Choices): string {
  const hosts = new Set([...choices.allowedHosts.split(','), 'localhost']);
  return [...hosts].map((host) => host.replaceAll('.', '\\.').replace(/^\\\./, '(.+\\.)?')).join('|');
}
