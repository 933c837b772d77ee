import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { codeInProse } from './src/components/prose/markdown.ts';

/** Where the site will be served, for canonical links; without it there are none. */
const site = process.env['SITE_URL'];

export default defineConfig({
  ...(site === undefined || site === '' ? {} : { site }),
  trailingSlash: 'always',
  integrations: [mdx(), svelte()],
  markdown: {
    // Code is coloured by our own highlighter, which is also the editor's.
    syntaxHighlight: false,
    processor: satteri({ hastPlugins: [codeInProse], features: { smartPunctuation: true } }),
  },
  devToolbar: { enabled: false },
});
