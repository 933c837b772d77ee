import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const debuggingPort = 9333;

/** Lighthouse's scores for a page on its mobile shape, of 100 each: the median of three runs. */
export async function measureLighthouse(
  address: string,
  executablePath: string | undefined,
): Promise<Record<string, number>> {
  const runs: Record<(typeof categories)[number], number>[] = [];
  for (let run = 0; run < 3; run++) {
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ['--no-sandbox', '--disable-background-networking', `--remote-debugging-port=${debuggingPort}`],
    });
    try {
      const result = await lighthouse(address, {
        port: debuggingPort,
        onlyCategories: [...categories],
        logLevel: 'silent',
      });
      const score = (category: string): number =>
        Math.round((result?.lhr.categories[category]?.score ?? 0) * 100);
      runs.push({
        performance: score('performance'),
        accessibility: score('accessibility'),
        'best-practices': score('best-practices'),
        seo: score('seo'),
      });
    } finally {
      await browser.close();
    }
  }
  return Object.fromEntries(
    categories.map((category) => [
      `Lighthouse: ${category}`,
      runs.map((run) => run[category]).sort((a, b) => a - b)[1] ?? 0,
    ]),
  );
}
