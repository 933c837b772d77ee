import { parseArgs } from 'node:util';
import { check } from './check.ts';
import { CommandError } from './command-error.ts';
import { generate } from './generate.ts';

const usage = `Usage:
  drydock generate --out DIR [--choices 'project=shop&workers=4']
      Writes the stack that the choices describe into DIR, which must be empty or not there yet.
  drydock check DIR [--format text|json]
      Reads all files of a project together and tells what will not work, and where.

Exit status of check: 0 without errors, 1 with errors, 2 when it could not run.
`;

function run(args: string[]): number {
  const [command, ...rest] = args;
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      choices: { type: 'string' },
      format: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || command === 'help' || command === '--help' || command === '-h') {
    process.stdout.write(usage);
    return 0;
  }
  switch (command) {
    case 'generate': {
      if (values.out === undefined) throw new CommandError('generate needs --out DIR.');
      if (positionals.length > 0 || values.format !== undefined)
        throw new CommandError('generate takes --out and --choices only.');
      return generate(values.out, values.choices ?? '');
    }
    case 'check': {
      const [folder, ...more] = positionals;
      if (folder === undefined || more.length > 0) throw new CommandError('check needs one folder.');
      if (values.out !== undefined || values.choices !== undefined)
        throw new CommandError('check takes --format only.');
      const format = values.format ?? 'text';
      if (format !== 'text' && format !== 'json')
        throw new CommandError(`There is no format ${format}; use text or json.`);
      return check(folder, format);
    }
    default:
      throw new CommandError(
        command === undefined ? 'A command is missing.' : `There is no command ${command}.`,
      );
  }
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof CommandError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(
    `drydock: ${error instanceof Error ? (known ? error.message : error.stack) : String(error)}\n`,
  );
  if (known) process.stderr.write(`\n${usage}`);
  process.exitCode = 2;
}
