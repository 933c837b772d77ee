import { checkStack } from '../src/stack/check.ts';
import { defaultChoices } from '../src/stack/choices.ts';
import { emptyCache } from '../src/stack/facts/facts.ts';
import { generateStack } from '../src/stack/generate/index.ts';
import type { Stack } from '../src/stack/stack.ts';

/** Milliseconds at the median and at the 95th of 100 parts. */
const percentiles = (times: number[]): { p50: number; p95: number } => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): number => Number((sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(3));
  return { p50: at(0.5), p95: at(0.95) };
};

/**
 * A check of the whole default stack after one keystroke, in Node: letters are typed into the Dockerfile all over it, and
 * taken away again, with what was read before kept as the worker keeps it.
 */
export function checkAfterKeystroke(): { p50: number; p95: number } {
  const sound: Stack = generateStack(defaultChoices);
  const file = sound.get('Dockerfile');
  if (file === undefined) throw new Error('the default stack has no Dockerfile');
  const cache = emptyCache();
  const times: number[] = [];
  for (let key = 0; key < 1200; key++) {
    const at = (key * 37) % file.text.length;
    const text = key % 2 === 0 ? `${file.text.slice(0, at)}x${file.text.slice(at)}` : file.text;
    const stack = new Map(sound).set(file.path, { ...file, text });
    const start = performance.now();
    checkStack(stack, cache);
    // The first ones warm the engine up.
    if (key >= 200) times.push(performance.now() - start);
  }
  return percentiles(times);
}
