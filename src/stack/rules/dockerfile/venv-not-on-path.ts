import { composeMentions } from '../../facts/compose-text.ts';
import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts, Step } from '../../facts/image.ts';
import { launchOf, programName, type Launch } from '../../facts/launch.ts';
import { below, normalPath, resolvePath } from '../../facts/paths.ts';
import { pipInstalls, pythonPackages, type PipInstall } from '../../facts/pip.ts';
import { venvsOf, type Venv } from '../../facts/venvs.ts';
import { bringers } from '../../knowledge/python-packages.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Value } from '../../read/traced.ts';
import { insertLinesAfter } from '../fix.ts';
import type { Finding, Rule } from '../rule.ts';

/** A server that is in a virtual environment, and is looked for elsewhere. */
export const venvNotOnPath: Rule = {
  id: 'dockerfile/venv-not-on-path',
  severity: 'error',
  yieldsTo: ['across/uwsgi-not-required', 'across/cmd-not-installed'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const launch = launchOf(image, facts.scripts);
      const server = launch?.server?.program;
      const name = server?.value;
      if (launch === undefined || server === undefined || name === undefined || name.includes('/')) continue;
      const venvs = venvsOf(image, image.final);
      const search = image.final.stage.scope.variables.get('PATH')?.value?.split(':').map(normalPath);
      if (venvs.length === 0 || search === undefined || !isInVenv(facts, image, venvs, name)) continue;
      if (mayBeFound(facts, image, launch, venvs, name)) continue;
      const on = venvs.filter(({ path }) => search.includes(`${path}/bin`));
      yield* on.length === 0 ? notOnPath(facts, server, venvs) : moved(image, server, on);
    }
  },
};

function* notOnPath({ stack }: Facts, server: Value, venvs: readonly Venv[]): Iterable<Finding> {
  const venv = venvs.at(-1);
  if (venv === undefined) return;
  yield {
    message: `The container does not start: \`${server.value ?? ''}\` is in \`${venv.path}/bin\`, and \`PATH\` does not lead there.`,
    at: server.span,
    related: [{ value: `brings ${venv.path}`, span: venv.step.instruction.span }],
    fixes: [
      {
        title: `Put ${venv.path}/bin on the PATH`,
        changes: [insertLinesAfter(stack, venv.step.instruction.span, [`ENV PATH=${venv.path}/bin:$PATH`])],
      },
    ],
  };
}

/** A script begins with the path of the Python that it was installed for. uWSGI is no script, and does not mind. */
function* moved({ final }: ImageFacts, server: Value, venvs: readonly Venv[]): Iterable<Finding> {
  const [venv] = venvs;
  const name = programName(server) ?? '';
  if (venv === undefined || venv.path === venv.madeAt || name === 'uwsgi' || name.startsWith('python'))
    return;
  const restored = final.lineage.some(
    ({ commands, instruction }) =>
      commands.some(({ words }) => words.some(({ written }) => written.includes(venv.madeAt))) ||
      (instruction.kind === 'copy' && instruction.destination.value === venv.madeAt),
  );
  if (restored) return;
  yield {
    message: `The container does not start: the first line of \`${venv.path}/bin/${name}\` names \`${venv.madeAt}/bin/python\`, where there is nothing in this image. A virtual environment has to stay where it was made.`,
    at: server.span,
    related: [{ value: `moves ${venv.madeAt} to ${venv.path}`, span: venv.step.instruction.span }],
  };
}

/** Asked for, and installed by nothing but the pip of a virtual environment. */
function isInVenv(facts: Facts, image: ImageFacts, venvs: readonly Venv[], name: string): boolean {
  const brought = bringers(name);
  const { asked } = pythonPackages(image, image.final, facts.requirements);
  if (brought?.some((candidate) => asked.has(candidate)) !== true) return false;
  return image.final.lineage
    .flatMap(pipInstalls)
    .every((install) => venvs.some(({ madeAt }) => installsInto(madeAt, install)));
}

function installsInto(venv: string, { step, command }: PipInstall): boolean {
  const program = command.programWord?.value ?? '';
  if (program.startsWith(`${venv}/bin/`)) return true;
  const path = step.instruction.scope.variables.get('PATH')?.value?.split(':') ?? [];
  const earlier = step.commands.slice(0, step.commands.indexOf(command));
  return (
    path.includes(`${venv}/bin`) ||
    earlier.some(({ words }) => words.some(({ value }) => value === `${venv}/bin/activate`))
  );
}

/** Something else may bring the program to where it is looked for, or change where that is. */
function mayBeFound(
  { stack }: Facts,
  image: ImageFacts,
  { script }: Launch,
  venvs: readonly Venv[],
  name: string,
): boolean {
  const text = script?.file.text ?? '';
  if (/activate|\bPATH=|\/bin\//.test(text.replace(/^#!.*/, '')) || composeMentions(stack, 'PATH'))
    return true;
  const folders = image.final.stage.scope.variables.get('PATH')?.value?.split(':') ?? [];
  const others = image.final.lineage.filter(
    (step) => step.instruction.kind !== 'copy' || venvs.every((venv) => venv.step !== step),
  );
  return others.some((step) => brings(step, folders, name));
}

function brings({ instruction, workdir, commands }: Step, folders: readonly string[], name: string): boolean {
  if (instruction.kind === 'copy' || instruction.kind === 'add') {
    const target = instruction.destination.value && resolvePath(workdir, instruction.destination.value);
    if (target === undefined) return true;
    const named = [...instruction.sources, instruction.destination].some(
      ({ value }) => value === undefined || value.endsWith(`/${name}`) || value === name,
    );
    const folder = folders.some((each) => below(target || '/', each) !== undefined);
    return named || (folder && instruction.from !== undefined);
  }
  return commands.some(mayBring(name));
}

const mayBring =
  (name: string) =>
  ({ program, args }: ShellCommand): boolean =>
    program === undefined ||
    /\.sh$|^(ln|cp|mv|install|sh|bash|make|conda|poetry|pipenv|pipx|pdm|uv|curl|wget)$/.test(program) ||
    (/^apt(-get)?$/.test(program) && args.some(({ value }) => value === undefined || value.includes(name)));
