import type { Copy } from '../../read/instruction.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** ADD of what COPY would copy just as well. */
export const addForCopy: Rule = {
  id: 'dockerfile/add-for-copy',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { instruction } of images.flatMap(({ stages }) => stages).flatMap(({ steps }) => steps)) {
      if (instruction.kind !== 'add' || !isPlain(instruction)) continue;
      const [source] = instruction.sources;
      yield {
        message: `\`ADD\` also unpacks archives and fetches what looks like a URL. \`COPY\` does no more than ${source === undefined ? 'copy' : `copy \`${source.written}\``}, and says so.`,
        at: instruction.keyword.span,
        fixes: [{ title: 'Write COPY', changes: [replace(instruction.keyword.span, 'COPY')] }],
      };
    }
  },
};

const shared = new Set(['chown', 'chmod', 'link', 'exclude']);
const remote = /^[a-z]+:\/\/|^git@|\.git([#?].*)?$/i;
const archive = /\.(tar|tgz|tbz2?|txz|tlz|tzst|gz|bz2|xz|zst|lzma|Z)$|\.tar\./i;
/** Could match an archive. */
const open = /\*[^./]*$|[?\]]$/;

/** All sources are known, and none is one that only ADD takes. */
const isPlain = ({ sources, flags }: Copy): boolean =>
  sources.length > 0 &&
  flags.every(({ name }) => shared.has(name)) &&
  sources.every(
    ({ value }) =>
      value !== undefined && value !== '' && !remote.test(value) && !archive.test(value) && !open.test(value),
  );
