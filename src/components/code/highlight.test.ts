import { StreamLanguage } from '@codemirror/language';
import { highlightTree } from '@lezer/highlight';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultChoices } from '../../stack/choices.ts';
import { generateStack } from '../../stack/generate/index.ts';
import type { FileKind } from '../../stack/stack.ts';
import { codeHighlighter } from './classes.ts';
import { highlight, type Token } from './highlight.ts';
import { streamParsers } from './languages.ts';

/** The same text through CodeMirror's own machinery, as the editor colours it. */
function asInTheEditor(text: string, kind: FileKind): Token[] {
  const parser = streamParsers[kind];
  if (parser === undefined) throw new Error(`no stream parser for ${kind}`);
  const tokens: Token[] = [];
  highlightTree(StreamLanguage.define(parser).parser.parse(text), codeHighlighter, (from, to, found) => {
    tokens.push({ from, to, class: found });
  });
  return tokens;
}

/** Neighbours of one class are one look; how often the parser stopped between them is not. */
const looks = (text: string, tokens: readonly Token[]): string =>
  Array.from(text, (char, at) =>
    char.trim() === '' ? '' : (tokens.find(({ from, to }) => from <= at && at < to)?.class ?? '-'),
  ).join(' ');

const nginxConf = `# one server\nserver {\n    listen 80;\n    location /static/ { alias "/srv/static/"; }\n}\n`;
const composeYaml = `services:\n  db:\n    image: postgres:18 # the newest\n    ports: ["5432:5432"]\n    command: >\n      sh -c "x"\n`;
const dotEnv = `# secrets\nSECRET_KEY=abc\nDATABASE_URL = postgres://app@db/app\n`;

describe('highlighting', () => {
  const generated = [...generateStack(defaultChoices).values()].filter(({ kind }) => streamParsers[kind]);
  const files = [
    ...generated,
    { path: 'nginx.conf', kind: 'nginx' as const, text: nginxConf },
    { path: 'compose.yaml', kind: 'compose' as const, text: composeYaml },
    { path: '.env', kind: 'env' as const, text: dotEnv },
  ];

  test.each(files.map((file) => [file.path, file] as const))('%s looks as in the editor', (_, file) => {
    expect(looks(file.text, highlight(file.text, file.kind))).toBe(
      looks(file.text, asInTheEditor(file.text, file.kind)),
    );
  });

  test('takes any text, and its tokens are in order and lie in it', () => {
    const kinds = fc.constantFrom<FileKind>(
      ...(Object.keys(streamParsers) as FileKind[]),
      'settings',
      'other',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom('"', "'", '$', '{', '\n', '\\', '#', '<', 'a', ' ', '\r'),
        maxLength: 80,
      }),
    );
    fc.assert(
      fc.property(text, kinds, (written, kind) => {
        let at = 0;
        for (const { from, to } of highlight(written, kind)) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(written.length);
      }),
    );
  });
});
