import { optionNamed, uwsgiServer } from '../../facts/uwsgi-server.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A time limit for requests that any other request of the same worker lifts. */
export const uwsgiHarakiriThreads: Rule = {
  id: 'dockerfile/uwsgi-harakiri-threads',
  severity: 'warning',
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      const limit = server && optionNamed(server, 'harakiri');
      const threads = server && optionNamed(server, 'threads');
      if (limit === undefined || threads === undefined) continue;
      const [seconds, count] = [limit, threads].map(({ value }) => Number(value.value));
      if (!((seconds ?? 0) > 0 && (count ?? 0) > 1)) continue;
      if ([limit, threads].some(({ variable }) => server?.isNamedElsewhere(variable.value) !== false))
        continue;
      const inOneWord = threads.value.span.from === threads.variable.span.from;
      yield {
        message: `A request may take longer than ${seconds} seconds all the same: with ${count} threads in a worker, any other request that ends there lifts the limit.`,
        at: { ...limit.variable.span, to: Math.max(limit.variable.span.to, limit.value.span.to) },
        related: [{ value: `${count} threads`, span: threads.value.span }],
        fixes: inOneWord
          ? []
          : [{ title: 'Give each worker one thread', changes: [replace(threads.value.span, '1')] }],
      };
    }
  },
};
