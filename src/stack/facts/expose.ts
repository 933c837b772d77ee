import type { Value } from '../read/traced.ts';
import type { StageFacts } from './image.ts';

/** A TCP port that EXPOSE names. */
export interface ExposedPort {
  port: number;
  word: Value;
}

/** The TCP ports that an image names, those of a range one by one; `undefined` when one of them cannot be told. */
export function portsOf({ lineage }: StageFacts): ExposedPort[] | undefined {
  const words = lineage.flatMap(({ instruction }) =>
    instruction.kind === 'expose' ? instruction.ports : [],
  );
  const ports: ExposedPort[] = [];
  for (const word of words) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(word.value ?? '');
    if (match === null) return undefined;
    const [, from, to = from, protocol = 'tcp'] = match;
    if (protocol.toLowerCase() !== 'tcp') continue;
    for (let port = Number(from); port <= Math.min(Number(to), 65_535); port++) ports.push({ port, word });
  }
  return ports;
}
