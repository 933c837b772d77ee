import { highlightTree, tags, type Tag } from '@lezer/highlight';
import { parser as python } from '@lezer/python';
import type { FileKind } from '../../stack/stack.ts';
import { codeHighlighter } from './classes.ts';
import { streamParsers } from './languages.ts';
import { runStream } from './stream.ts';

/** A stretch of a text and the class that colours it; `src/styles/code.css` has the colours. */
export interface Token {
  from: number;
  to: number;
  class: string;
}

/**
 * Colours a text. It never throws: what a parser cannot follow stays plain.
 *
 * @returns tokens in order, none of which overlap; text between them is plain
 */
export function highlight(text: string, kind: FileKind): Token[] {
  if (kind === 'python' || kind === 'settings') return highlightPython(text);
  const parser = streamParsers[kind];
  if (parser === undefined) return [];
  return runStream(parser, text).flatMap(({ from, to, name }) => {
    const found = codeHighlighter.style(tagsOf(name));
    return found === null ? [] : [{ from, to, class: found }];
  });
}

function highlightPython(text: string): Token[] {
  const tokens: Token[] = [];
  highlightTree(python.parse(text), codeHighlighter, (from, to, found) => {
    tokens.push({ from, to, class: found });
  });
  return tokens;
}

/** The older names that stream parsers use for tags; the table is CodeMirror's own. */
const olderNames: Readonly<Record<string, string>> = {
  variable: 'variableName',
  'variable-2': 'variableName.special',
  'string-2': 'string.special',
  def: 'variableName.definition',
  tag: 'tagName',
  attribute: 'attributeName',
  type: 'typeName',
  builtin: 'variableName.standard',
  qualifier: 'modifier',
  error: 'invalid',
  header: 'heading',
  property: 'propertyName',
};

/** `string.special keyword` -> its tags; a name that is no tag adds none. */
function tagsOf(names: string): readonly Tag[] {
  const known = tags as unknown as Readonly<Record<string, Tag | ((tag: Tag) => Tag) | undefined>>;
  return names.split(' ').flatMap((name) => {
    let found: Tag | undefined;
    for (const part of (olderNames[name] ?? name).split('.')) {
      const tag = known[part];
      if (typeof tag === 'function') found = found && tag(found);
      else found = tag;
    }
    return found === undefined ? [] : [found];
  });
}
