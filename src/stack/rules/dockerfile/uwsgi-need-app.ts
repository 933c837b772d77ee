import { optionNamed, uwsgiServer } from '../../facts/uwsgi-server.ts';
import { setVariables } from '../env-fix.ts';
import type { Rule } from '../rule.ts';

/** uWSGI that stays up although it could not load the project. */
export const uwsgiNeedApp: Rule = {
  id: 'dockerfile/uwsgi-need-app',
  severity: 'hint',
  yieldsTo: ['dockerfile/uwsgi-env-typo', 'dockerfile/uwsgi-no-listener'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      if (server?.complete !== true || optionNamed(server, 'need-app') !== undefined) continue;
      const loads = optionNamed(server, 'module', 'wsgi', 'wsgi-file', 'file', 'mount');
      const changes = setVariables(facts.stack, image, 'UWSGI_', ['UWSGI_NEED_APP=1']);
      if (loads === undefined) continue;
      yield {
        message:
          'If your project cannot be imported, the container stays up and answers 500 to everything. With `UWSGI_NEED_APP=1` it ends, and says why.',
        at: server.program.span,
        fixes: changes.length === 0 ? [] : [{ title: 'End when there is no app', changes }],
      };
    }
  },
};
