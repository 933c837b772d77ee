import { readRulePage, type RulePage } from '../../stack/rules/page.ts';

const texts = import.meta.glob<string>('/content/rules/**/*.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const weights = ['error', 'warning', 'hint'];

/** The pages of all rules: the heaviest first, then by id. A page that cannot be read stops the build, and says where. */
export const rulePages: readonly RulePage[] = Object.entries(texts)
  .map(([path, text]) => {
    try {
      return readRulePage(text);
    } catch (error) {
      throw new Error(`${path.slice(1)} cannot be read`, { cause: error });
    }
  })
  .sort(
    (a, b) =>
      weights.indexOf(a.severity) - weights.indexOf(b.severity) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
