// Asks BuildKit which of the small Dockerfiles in e2e/corpus/verdicts.json it refuses, and records its words there.
// Run by hand, after a new one was written into that file, or for a new version of Docker: `node scripts/verdicts.ts`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { askBuildKit, engineVersions } from './ask-buildkit.ts';

/** One Dockerfile, by its lines, and why BuildKit refuses it; `null` where it does not. */
interface Verdict {
  lines: string[];
  refused: string | null;
}

const record = fileURLToPath(new URL('../e2e/corpus/verdicts.json', import.meta.url));
const { verdicts } = JSON.parse(readFileSync(record, 'utf8')) as { verdicts: Verdict[] };

/** An empty context: the checks look at no file of it. */
const folder = mkdtempSync(join(tmpdir(), 'drydock-verdicts-'));
try {
  const asked = verdicts.map(({ lines }): Verdict => {
    const found = askBuildKit(`${lines.join('\n')}\n`, folder);
    return { lines, refused: found.find(({ code }) => code === 'BuildError')?.message ?? null };
  });
  const style = await resolveConfig(record);
  const text = JSON.stringify({ tools: engineVersions(), verdicts: asked });
  writeFileSync(record, await format(text, { ...style, parser: 'json' }));
  const refused = asked.filter((verdict) => verdict.refused !== null).length;
  console.log(`verdicts: ${refused} of ${asked.length} Dockerfiles are refused`);
} finally {
  rmSync(folder, { recursive: true });
}
