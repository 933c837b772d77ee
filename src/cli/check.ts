import { checkStack } from '../stack/check.ts';
import { readFolder } from './read-folder.ts';
import { jsonReport } from './report-json.ts';
import { textReport } from './report-text.ts';

/**
 * Checks a project's folder and prints what was found.
 *
 * @returns the exit status: 1 when there is an error among the problems, else 0
 * @throws {CommandError} when the folder cannot be read
 */
export function check(folder: string, format: 'text' | 'json'): number {
  const { stack, notes } = readFolder(folder);
  for (const note of notes) process.stderr.write(`drydock: ${note}\n`);
  const problems = checkStack(stack);
  process.stdout.write(
    format === 'json'
      ? jsonReport(stack, problems)
      : textReport(stack, problems, { colour: process.stdout.isTTY && !process.env['NO_COLOR'] }),
  );
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
