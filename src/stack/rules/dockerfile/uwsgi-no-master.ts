import { optionNamed, uwsgiServer } from '../../facts/uwsgi-server.ts';
import { endsGracefully, stopsOnTerm } from '../../facts/uwsgi-stop.ts';
import { setVariables } from '../env-fix.ts';
import type { Rule } from '../rule.ts';

/** uWSGI without the process that starts its workers again. */
export const uwsgiNoMaster: Rule = {
  id: 'dockerfile/uwsgi-no-master',
  severity: 'hint',
  yieldsTo: ['dockerfile/uwsgi-env-typo'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      if (server?.complete !== true || optionNamed(server, 'master') !== undefined) continue;
      // With a master, SIGTERM means a reload: whoever asks for one has to say what it shall mean.
      const stop = stopsOnTerm(server, facts.stack) ? [] : [endsGracefully];
      const changes = setVariables(facts.stack, image, 'UWSGI_', ['UWSGI_MASTER=1', ...stop]);
      yield {
        message:
          'A worker that dies is not started again: without `UWSGI_MASTER=1` uWSGI runs without the process that looks after the others.',
        at: server.program.span,
        fixes: changes.length === 0 ? [] : [{ title: 'Run a master process', changes }],
      };
    }
  },
};
