import { tagHighlighter, tags } from '@lezer/highlight';

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
