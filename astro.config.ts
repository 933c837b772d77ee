import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { sitemap } from './scripts/sitemap.ts';
import { codeInProse } from './src/components/prose/markdown.ts';

/** Where the site will be served, for canonical links; without it there are none. */
const site = process.env['SITE_URL'] || undefined;

/** The modules of the reading script, which the workbench builds upon. */
const readingModules =
  /vite\/preload-helper|src\/components\/(reading\/(?!take-excerpts|edited-source)|code\/(markup|pieces|excerpt|excerpt-view)\.ts)|src\/workbench\/(choices-store|stored-edits|edit-json|paths|format-version|hash|link)|src\/stack\/(choices|knowledge\/(python|debian))\.ts/;

export default defineConfig({
  ...(site === undefined ? {} : { site }),
  trailingSlash: 'always',
  integrations: [mdx(), svelte(), sitemap(site)],
  markdown: {
    // Code is coloured by our own highlighter, which is also the editor's.
    syntaxHighlight: false,
    processor: satteri({ hastPlugins: [codeInProse], features: { smartPunctuation: true } }),
  },
  // All styles in the page itself: on a phone a request costs more than their seven kilobytes.
  build: { inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  vite: {
    build: { cssCodeSplit: false },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              // What runs on every page that is read comes as one file, however many chunks share a piece of it.
              codeSplitting: { groups: [{ name: 'reading', test: readingModules, priority: 1 }] },
            },
          },
        },
      },
    },
  },
});
