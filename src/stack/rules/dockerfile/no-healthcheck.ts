import { composeMentions } from '../../facts/compose-text.ts';
import { serverCommand, startBlock } from '../../facts/start.ts';
import { uwsgiOptions } from '../../facts/uwsgi.ts';
import type { ImageFacts } from '../../facts/image.ts';
import type { Stack } from '../../stack.ts';
import { insertLinesBefore } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** A web server of which nobody asks whether it still answers. */
export const noHealthcheck: Rule = {
  id: 'dockerfile/no-healthcheck',
  severity: 'hint',
  reads: ['dockerfile'],
  *check(facts) {
    if (composeMentions(facts.stack, 'healthcheck')) return;
    for (const image of facts.images) {
      const { final } = image;
      const start = final.cmd ?? final.entrypoint;
      if (start === undefined || final.image === undefined) continue;
      if (final.lineage.some(({ instruction }) => instruction.kind === 'healthcheck')) continue;
      const program = serverCommand(facts, image)?.program;
      if (program === undefined || !servers.has(program)) continue;
      yield {
        message: `Docker cannot tell whether \`${program}\` still answers: it sees only that the process is there. A \`HEALTHCHECK\` asks; \`HEALTHCHECK NONE\` says that something else does.`,
        at: start.span,
        fixes: ask(image, facts.stack),
      };
    }
  },
};

const servers: ReadonlySet<string> = new Set([
  'uwsgi',
  'pyuwsgi',
  'gunicorn',
  'daphne',
  'uvicorn',
  'hypercorn',
  'granian',
  'waitress-serve',
]);

/** A check of `/healthz`, where the project answers there and the port is known. */
function ask({ final }: ImageFacts, stack: Stack): Fix[] {
  const address = uwsgiOptions(final.stage.scope).find(
    ({ option }) => option === 'http' || option === 'http-socket',
  );
  const port = /^[^:]*:(\d+)$/.exec(address?.value.value ?? '')?.[1];
  const answers = [...stack.values()].some(
    ({ kind, text }) => kind === 'python' && text.includes('/healthz'),
  );
  const block = startBlock(final);
  if (port === undefined || !answers || block === undefined) return [];
  const script = `from urllib.request import urlopen; urlopen('http://localhost:${port}/healthz', timeout=3)`;
  return [
    {
      title: 'Let the container ask itself',
      changes: [
        insertLinesBefore(stack, block.instruction.span, [
          'HEALTHCHECK --interval=10s --timeout=4s --start-period=60s --start-interval=1s \\',
          `    CMD ["python", "-c", "${script}"]`,
        ]),
      ],
    },
  ];
}
