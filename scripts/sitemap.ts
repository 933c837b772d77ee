import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';

/** Writes `sitemap.xml` with the addresses of all pages, when it is known where the site will be served. */
export const sitemap = (site: string | undefined): AstroIntegration => ({
  name: 'sitemap',
  hooks: {
    'astro:build:done': async ({ dir, pages }) => {
      if (site === undefined) return;
      const addresses = pages
        .filter(({ pathname }) => !pathname.startsWith('404'))
        .map(({ pathname }) => `<url><loc>${new URL(pathname, site).href}</loc></url>`);
      await writeFile(
        new URL('sitemap.xml', dir),
        `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('\n')}\n</urlset>\n`,
      );
    },
  },
});
