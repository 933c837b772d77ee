import type { satteri } from '@astrojs/markdown-satteri';
import { defaultChoices } from '../../stack/choices.ts';
import { fenceMarkup } from '../code/fence.ts';
import type { MarkupElement } from '../code/markup.ts';
import { codeMarkup, inkMarkup } from '../code/pieces.ts';

type Plugin = Extract<
  NonNullable<NonNullable<Parameters<typeof satteri>[0]>['hastPlugins']>[number],
  { name: string }
>;

interface NewElement {
  type: 'element';
  tagName: string;
  properties: Record<string, string>;
  children: (NewElement | { type: 'text'; value: string })[];
}

/** Our markup as a node of the tree that the pipeline writes. */
const asNode = ({ tag, attributes, children }: MarkupElement): NewElement => ({
  type: 'element',
  tagName: tag,
  properties: { ...attributes },
  children: children.map((child) =>
    typeof child === 'string' ? { type: 'text', value: child } : asNode(child),
  ),
});

/** Fenced blocks become ours, and choices that stand open in code, `{{project}}`, become the reader's ink. */
export const codeInProse: Plugin = {
  name: 'code-in-prose',
  element: [
    {
      filter: ['pre'],
      visit(node, context) {
        const [code] = node.children;
        if (code?.type !== 'element' || code.tagName !== 'code') return;
        const source = context.textContent(code);
        const names = code.properties['className'];
        const language = (Array.isArray(names) ? names : [])
          .map(String)
          .find((name) => name.startsWith('language-'));
        const markup = fenceMarkup(language?.slice('language-'.length) ?? 'text', source, defaultChoices);
        context.replaceNode(node, asNode(markup));
      },
    },
    {
      filter: ['code'],
      visit(node, context) {
        const source = context.textContent(node);
        if (source.includes('\n')) return;
        context.replaceNode(node, asNode(codeMarkup(source, inkMarkup(source, defaultChoices))));
      },
    },
  ],
};
