import { isOn, optionNamed, uwsgiServer } from '../../facts/uwsgi-server.ts';
import { endsGracefully, stopsOnTerm } from '../../facts/uwsgi-stop.ts';
import { setVariables } from '../env-fix.ts';
import type { Rule } from '../rule.ts';

/** uWSGI's master takes SIGTERM, which `docker stop` sends, for the order to start anew. */
export const uwsgiDieOnTerm: Rule = {
  id: 'dockerfile/uwsgi-die-on-term',
  severity: 'warning',
  // Where the signal does not even reach uWSGI, that comes first.
  yieldsTo: [
    'dockerfile/uwsgi-env-typo',
    'dockerfile/shell-form-cmd',
    'dockerfile/shell-form-entrypoint',
    'entrypoint/no-exec',
  ],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      const master = server && optionNamed(server, 'master');
      if (server?.complete !== true || master === undefined || !isOn(master)) continue;
      if (stopsOnTerm(server, facts.stack)) continue;
      const set = (pair: string) => setVariables(facts.stack, image, 'UWSGI_', [pair]);
      yield {
        message:
          '`docker stop` waits ten seconds and then kills uWSGI with all that it is doing: to its master process SIGTERM means to load everything anew, not to end.',
        at: master.variable.span,
        fixes: [
          { title: 'Finish the requests, then end', changes: set(endsGracefully) },
          { title: 'End at once', changes: set('UWSGI_DIE_ON_TERM=1') },
        ].filter(({ changes }) => changes.length > 0),
      };
    }
  },
};
