import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { faces, makeFace } from './fonts.ts';

test.each(Object.keys(faces))('%s is what the script makes', async (name) => {
  const committed = await readFile(new URL(`../src/styles/fonts/${name}.woff2`, import.meta.url));
  expect(committed.equals(await makeFace(name))).toBe(true);
});
