import { isTold, uwsgiServer } from '../../facts/uwsgi-server.ts';
import { portsOf } from '../../facts/expose.ts';
import { setVariables } from '../env-fix.ts';
import type { Rule } from '../rule.ts';

/** uWSGI without an address to listen on. */
export const uwsgiNoListener: Rule = {
  id: 'dockerfile/uwsgi-no-listener',
  severity: 'error',
  yieldsTo: ['dockerfile/uwsgi-env-typo'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      if (server === undefined || !server.complete || isTold(server)) continue;
      const port = portsOf(image.final)?.[0]?.port ?? 8000;
      const changes = setVariables(facts.stack, image, 'UWSGI_', [`UWSGI_HTTP_SOCKET=:${port}`]);
      yield {
        message:
          'The container ends as soon as it starts: no option tells uWSGI where to listen, neither `UWSGI_HTTP_SOCKET` nor `UWSGI_HTTP` nor `UWSGI_SOCKET`.',
        at: server.program.span,
        fixes: changes.length === 0 ? [] : [{ title: `Listen for HTTP on port ${port}`, changes }],
      };
    }
  },
};
