import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseChoices } from '../stack/choices.ts';
import { generateStack } from '../stack/generate/index.ts';
import { CommandError } from './command-error.ts';

/**
 * Writes the stack of the given choices into a folder.
 *
 * @param out the folder; made when it is not there, refused when something is in it, so that nothing is overwritten
 * @param form the choices in their URL form
 * @returns the exit status
 * @throws {CommandError} for a choice that cannot be taken and a folder that cannot be written
 */
export function generate(out: string, form: string): number {
  const { choices, problems } = parseChoices(form);
  if (problems.length > 0)
    throw new CommandError(problems.map(({ id, value, message }) => `${id}=${value}: ${message}`).join('\n'));
  const files = [...generateStack(choices).values()];
  try {
    mkdirSync(out, { recursive: true });
    if (readdirSync(out).length > 0)
      throw new CommandError(`${out} is not empty, and nothing in it is overwritten.`);
    for (const file of files) {
      const path = join(out, file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.text, { mode: file.executable ? 0o755 : 0o644 });
    }
  } catch (error) {
    if (error instanceof CommandError || !(error instanceof Error && 'code' in error)) throw error;
    throw new CommandError(error.message);
  }
  process.stdout.write(`${files.map((file) => join(out, file.path)).join('\n')}\n`);
  return 0;
}
