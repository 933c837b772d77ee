import { portsOf } from '../../facts/expose.ts';
import { listenersOf, uwsgiServer } from '../../facts/uwsgi-server.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** EXPOSE that names other ports than the one on which uWSGI listens. */
export const exposeVsUwsgi: Rule = {
  id: 'dockerfile/expose-vs-uwsgi',
  severity: 'warning',
  yieldsTo: ['dockerfile/uwsgi-env-typo'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      const listeners = server?.complete === true ? (listenersOf(server) ?? []) : [];
      const [listener] = listeners;
      const ports = portsOf(image.final) ?? [];
      const [first] = ports;
      if (listener === undefined || first === undefined) continue;
      if (ports.some(({ port }) => listeners.some((other) => other.port === port))) continue;
      const words = new Set(ports.map(({ word }) => word));
      yield {
        message: `\`docker run -P\` publishes a port on which nothing answers: \`EXPOSE\` names \`${[...words].map(({ value }) => value).join(' ')}\`, and uWSGI listens on \`${listener.port}\`.`,
        at: first.word.span,
        related: [{ value: `listens on ${listener.port}`, span: listener.option.value.span }],
        fixes:
          words.size === 1
            ? [
                {
                  title: `Expose ${listener.port}`,
                  changes: [replace(first.word.span, String(listener.port))],
                },
              ]
            : [],
      };
    }
  },
};
