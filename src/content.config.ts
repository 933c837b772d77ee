import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const chapters = defineCollection({
  loader: glob({ base: './content/chapters', pattern: '*.mdx' }),
  schema: z.object({
    sheet: z.number().int().min(1).max(11),
    title: z.string(),
    /** The sentence under the title; choices may stand open in it. */
    lede: z.string(),
    /** The files that the reader has at its end. */
    makes: z.string(),
    minutes: z.number().int().positive(),
    /** The day on which everything in it was last run on a real engine. */
    checked: z.coerce.date(),
    summary: z.string().max(160),
  }),
});

/** The frontmatter of a rule's page is read by `stack/rules/page.ts`, for tests and the engine alike. */
const rules = defineCollection({
  loader: glob({ base: './content/rules', pattern: '**/*.mdx' }),
  schema: z.looseObject({ id: z.string() }),
});

export const collections = { chapters, rules };
