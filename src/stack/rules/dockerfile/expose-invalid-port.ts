import type { Rule } from '../rule.ts';

/** EXPOSE of something that Docker cannot take for a port. */
export const exposeInvalidPort: Rule = {
  id: 'dockerfile/expose-invalid-port',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { instruction } of images.flatMap(({ stages }) => stages).flatMap(({ steps }) => steps)) {
      if (instruction.kind !== 'expose') continue;
      for (const { value, span } of instruction.ports) {
        const why = value === undefined ? undefined : wrong(value.replace(/^.*:/, ''));
        if (why !== undefined)
          yield { message: `The build stops here: \`${value ?? ''}\` ${why}.`, at: span };
      }
    }
  },
};

/** Why Docker refuses a port or a range of ports. An empty one it passes over. */
function wrong(port: string): string | undefined {
  if (port === '') return undefined;
  const match = /^(\d+)(?:-(\d+))?(?:\/([a-z]+))?$/i.exec(port);
  if (match === null) return 'is no port. Docker wants a number here';
  const [, from = '', to = from, protocol = 'tcp'] = match;
  if (!/^(tcp|udp|sctp)$/i.test(protocol))
    return `has a protocol that Docker does not know; it knows tcp, udp and sctp`;
  if (Number(from) > 65535 || Number(to) > 65535) return 'is no port: they end at 65535';
  return Number(to) < Number(from) ? 'is a range that begins behind its end' : undefined;
}
