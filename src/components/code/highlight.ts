import { highlightTree, tagHighlighter, tags, type Tag } from '@lezer/highlight';
import { parser as python } from '@lezer/python';
import type { FileKind } from '../../stack/stack.ts';
import { streamParsers } from './languages.ts';
import { runStream } from './stream.ts';

/** A stretch of a text and the class that colours it; `src/styles/code.css` has the colours. */
export interface Token {
  from: number;
  to: number;
  class: string;
}

/** What stands out in code, and by which class. Few hues on purpose: the reader's names must be seen first. */
export const codeHighlighter = tagHighlighter([
  { tag: [tags.keyword, tags.modifier, tags.controlKeyword], class: 'tok-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.attributeValue], class: 'tok-string' },
  { tag: [tags.comment, tags.meta], class: 'tok-comment' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'tok-number' },
  {
    tag: [
      tags.definition(tags.variableName),
      tags.function(tags.definition(tags.variableName)),
      tags.propertyName,
      tags.standard(tags.variableName),
    ],
    class: 'tok-name',
  },
  { tag: tags.invalid, class: 'tok-invalid' },
]);

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
