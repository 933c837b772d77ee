import type { StreamParser } from '@codemirror/language';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { nginx } from '@codemirror/legacy-modes/mode/nginx';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import type { FileKind } from '../../stack/stack.ts';

/** Lists, one entry a line: only comments, and what follows a `#` behind a blank, stand out. */
const list: StreamParser<unknown> = {
  name: 'list',
  token(stream) {
    if ((stream.sol() || /\s/.test(stream.string.charAt(stream.pos - 1))) && stream.match(/^#.*/))
      return 'comment';
    if (stream.match(/^[<>=!~]=?=?\s*[0-9][\w.*]*/)) return 'number';
    if (stream.sol() && stream.match(/^--?[\w-]+|^!/)) return 'keyword';
    stream.next();
    return null;
  },
};

/**
 * The stream parser for a kind of file, for the editor and for static text alike. Python has a grammar of its own, so
 * `python` and `settings` are not among them, and neither is `other`.
 */
export const streamParsers: Partial<Record<FileKind, StreamParser<unknown>>> = {
  dockerfile: dockerFile,
  dockerignore: list,
  requirements: list,
  entrypoint: shell,
  compose: yaml,
  nginx,
  env: properties,
};
