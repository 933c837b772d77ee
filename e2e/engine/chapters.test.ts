import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { defaultChoices, writeChoice, type ChoiceId } from '../../src/stack/choices.ts';
import { generateStack } from '../../src/stack/generate/index.ts';
import { docker, folderOf } from './docker.ts';

/** Every command that a chapter shows is run here, in order, in a folder with the reader's files. */
const chapters = globSync('content/chapters/*.mdx').map((path) => ({
  path,
  blocks: commandBlocks(readFileSync(path, 'utf8')),
}));

/** The commands of each console block that is not marked `norun`, continued lines joined, under the default choices. */
function commandBlocks(mdx: string): string[][] {
  return [...mdx.matchAll(/^```console(.*)\n([\s\S]*?)^```/gm)]
    .filter(([, meta = '']) => !/\bnorun="[^"]+"/.test(meta))
    .map(([, , body = '']) =>
      body
        .replace(/\{\{(\w+)\}\}/g, (_, id: ChoiceId) => writeChoice(defaultChoices[id]))
        .split(/^\$ /m)
        .map((command) => command.trim())
        .filter((command) => command !== ''),
    );
}

afterEach(async () => {
  await docker('rm', '--force', '--volumes', 'smoke');
  await docker('image', 'rm', '--force', defaultChoices.project, 'layers');
});

test.each(chapters)('the commands of $path work as they are told', async ({ blocks }) => {
  await using folder = await folderOf(generateStack(defaultChoices));
  expect(blocks.flat().length).toBeGreaterThan(0);
  for (const command of blocks.flat()) {
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], {
      cwd: folder.path,
      timeout: 300_000,
    }).catch((error: unknown) => {
      throw new Error(`$ ${command}`, { cause: error });
    });
    if (command.startsWith('curl -sI')) expect(stdout + stderr, command).toContain('200 OK');
  }
});
