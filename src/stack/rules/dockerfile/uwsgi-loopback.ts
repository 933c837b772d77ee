import { packagesOf } from '../../facts/apt.ts';
import { composeMentions } from '../../facts/compose-text.ts';
import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { listenersOf, uwsgiServer, type Listener } from '../../facts/uwsgi-server.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** uWSGI that takes requests from its own container only. */
export const uwsgiLoopback: Rule = {
  id: 'dockerfile/uwsgi-loopback',
  severity: 'error',
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const server = uwsgiServer(facts, image);
      const listeners = server && listenersOf(server);
      const [first] = listeners ?? [];
      if (server === undefined || listeners === undefined || first === undefined) continue;
      if (!server.complete || !listeners.every(isLoopback) || sharesItsNetwork(facts, image)) continue;
      const { variable, value } = first.option;
      yield {
        message: `Nothing outside the container reaches uWSGI: \`${first.host}\` is the container's own loopback address. Neither a published port nor nginx in another container leads there.`,
        at: { ...variable.span, to: Math.max(variable.span.to, value.span.to) },
        fixes: [{ title: 'Listen on every address', changes: [replace(value.span, written(first))] }],
      };
    }
  },
};

const isLoopback = ({ host }: Listener): boolean => /^(127(\.\d+){3}|localhost|\[::1\])$/i.test(host);

/** In `--http=127.0.0.1:8000` the value stands in one word with the option. */
const written = ({ option: { variable, value }, port }: Listener): string =>
  value.span.from === variable.span.from ? `${variable.value.split('=')[0] ?? ''}=:${port}` : `:${port}`;

/** Something beside uWSGI may ask it there: a proxy in the same container, in the same pod, or on the host's network. */
function sharesItsNetwork({ stack }: Facts, { final }: ImageFacts): boolean {
  const { installed, complete } = packagesOf(final.lineage);
  const proxy = [...installed.keys()].some((name) =>
    /^(nginx|apache2|caddy|haproxy|lighttpd|traefik|supervisor|runit|s6)/.test(name),
  );
  const pod = [...stack.values()].some(({ text }) =>
    /^kind:\s*(Pod|Deployment|StatefulSet|DaemonSet|Job)\b/m.test(text),
  );
  return !complete || proxy || pod || composeMentions(stack, 'network_mode');
}
