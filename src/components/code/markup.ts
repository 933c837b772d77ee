/**
 * Markup that is written once and made twice: into HTML by the build, into elements by the page. Text is always text;
 * there is no way to hand HTML in.
 */
export type Markup = string | MarkupElement;

export interface MarkupElement {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly Markup[];
}

/** An element; attributes that are `undefined` are left out. */
export function h(
  tag: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Markup[]
): MarkupElement {
  const given = Object.entries(attributes).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { tag, attributes: Object.fromEntries(given), children };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);

/** The markup as HTML, for the build. None of its elements is a void one. */
export function toHtml(markup: Markup | readonly Markup[]): string {
  if (typeof markup === 'string') return escape(markup);
  if (!('tag' in markup)) return markup.map(toHtml).join('');
  const attributes = Object.entries(markup.attributes)
    .map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escape(value)}"`))
    .join('');
  return `<${markup.tag}${attributes}>${toHtml(markup.children)}</${markup.tag}>`;
}

/** The markup as a node, for the page. */
export function toDom(markup: Markup): Node {
  if (typeof markup === 'string') return document.createTextNode(markup);
  const element = document.createElement(markup.tag);
  for (const [name, value] of Object.entries(markup.attributes)) element.setAttribute(name, value);
  element.append(...markup.children.map(toDom));
  return element;
}
