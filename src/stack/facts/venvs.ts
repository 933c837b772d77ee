import { stageNamed } from '../read/dockerfile.ts';
import type { ShellCommand } from '../read/shell.ts';
import type { Value } from '../read/traced.ts';
import { folderFor, type ImageFacts, type StageFacts, type Step } from './image.ts';
import { oncePer } from './once.ts';
import { below, normalPath, resolvePath } from './paths.ts';

/** A virtual environment in a stage. */
export interface Venv {
  /** Where it is, absolute. */
  path: string;
  /** Where it was made: its scripts have that path in their first line. */
  madeAt: string;
  /** The stage that made it. */
  maker: StageFacts;
  /** The step that made it, or brought it from another stage. */
  step: Step;
}

/** Stages that copy from stages can be written so that environments double from one to the next. */
const enough = 20;

/** The virtual environments of a stage, made there or copied from others; the newest where one takes another's place. */
export const venvsOf = (image: ImageFacts, stage: StageFacts): readonly Venv[] =>
  venvsByStage(image)[stage.stage.index] ?? [];

const venvsByStage = oncePer((image: ImageFacts): readonly (readonly Venv[])[] => {
  const found: (readonly Venv[])[] = [];
  for (const stage of image.stages) {
    const all = stage.lineage.flatMap((step) => [...made(image, step), ...copied(image, found, stage, step)]);
    found.push([...new Map(all.map((venv) => [venv.path, venv])).values()].slice(0, enough));
  }
  return found;
});

function made(image: ImageFacts, step: Step): Venv[] {
  return step.commands.flatMap((command) => {
    const word = targetOf(command);
    const path = word?.value === undefined ? undefined : resolvePath(folderFor(step, command), word.value);
    const maker = image.stages[step.stage];
    return path === undefined || maker === undefined ? [] : [{ path, madeAt: path, maker, step }];
  });
}

/** @param found those of the stages above */
function copied(
  image: ImageFacts,
  found: readonly (readonly Venv[])[],
  stage: StageFacts,
  step: Step,
): Venv[] {
  const { instruction, workdir } = step;
  if (instruction.kind !== 'copy' || instruction.from === undefined) return [];
  const above = image.stages.slice(0, stage.stage.index);
  const named = stageNamed(
    above.map((candidate) => candidate.stage),
    instruction.from.value,
  );
  const other = above.find((candidate) => candidate.stage === named);
  const target = instruction.destination.value && resolvePath(workdir, instruction.destination.value);
  if (other === undefined || target === undefined || target === '') return [];
  return (found[other.stage.index] ?? []).flatMap((venv) =>
    instruction.sources.flatMap(({ value }) => {
      const rest = value === undefined ? undefined : below(normalPath(`/${value}`), venv.path);
      return rest === undefined ? [] : [{ ...venv, path: normalPath(`${target}/${rest}`), step }];
    }),
  );
}

/** The folder that `python -m venv`, `virtualenv` or `uv venv` makes. */
function targetOf({ program, args, within }: ShellCommand): Value | undefined {
  if (program === undefined || within.length > 0) return undefined;
  if (program === 'virtualenv') return firstPath(args);
  if (program === 'uv') return args[0]?.value === 'venv' ? firstPath(args.slice(1)) : undefined;
  if (!/^python[\d.]*$/.test(program)) return undefined;
  const module = args.findIndex(({ value }) => value === '-m');
  const name = args[module + 1]?.value;
  return module !== -1 && (name === 'venv' || name === 'virtualenv')
    ? firstPath(args.slice(module + 2))
    : undefined;
}

const takeValues = new Set(['--prompt', '-p', '--python']);

const firstPath = (args: readonly Value[]): Value | undefined =>
  args.find(
    ({ value }, index) =>
      value === undefined || (!value.startsWith('-') && !takeValues.has(args[index - 1]?.value ?? '')),
  );
