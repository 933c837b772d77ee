import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** EXPOSE with a port of the host, as `docker run -p` takes it. */
export const exposeHostPort: Rule = {
  id: 'dockerfile/expose-host-port',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { instruction } of images.flatMap(({ stages }) => stages).flatMap(({ steps }) => steps)) {
      if (instruction.kind !== 'expose') continue;
      for (const { value, written, span } of instruction.ports) {
        const match = /^(.+):(\d+(?:-\d+)?(?:\/[a-z]+)?)$/i.exec(value ?? '');
        const [, host = '', port = ''] = match ?? [];
        if (match === null) continue;
        yield {
          message: `Docker drops \`${host}\` without a word: an image can only name the container's port, \`${port}\`. Which port of the host leads there is said by \`docker run -p\`.`,
          at: span,
          fixes: value === written ? [{ title: `Expose ${port} alone`, changes: [replace(span, port)] }] : [],
        };
      }
    }
  },
};
