import { knownImage } from '../knowledge/images.ts';
import type { StackFile } from '../stack.ts';
import { splitDockerfile } from './instructions.ts';
import { readInstruction, type Arg, type Env, type From, type Instruction } from './instruction.ts';
import { refusedImage } from './refused-arguments.ts';
import { withVariables, type Scope, type Variable } from './scope.ts';

/** A stage: a FROM and what follows it. */
export interface Stage {
  from: From;
  /** Counted from 0, as `COPY --from=0` does. */
  index: number;
  /** The stage that it stands on; `undefined` when that is an image. */
  base: Stage | undefined;
  /** Without the FROM. */
  instructions: readonly Instruction[];
  /** The variables in force at its end. */
  scope: Scope;
}

/** What a Dockerfile says. */
export interface Dockerfile {
  path: string;
  escape: string;
  /** All of them, in order. */
  instructions: readonly Instruction[];
  stages: readonly Stage[];
  /** Docker can read it to its end. Where it cannot, nothing of it happens, so only rules about its form should speak. */
  parses: boolean;
}

const nothing: Scope = { variables: new Map(), complete: true };

/** A Dockerfile as it was read before, of the same path. */
export interface ReadBefore {
  text: string;
  dockerfile: Dockerfile;
}

/**
 * Reads a Dockerfile. Takes any text; every span lies in it.
 *
 * @param before the same file before an edit: instructions above the edit are taken over as they are, with all that has
 *   been found out about them since
 */
export function readDockerfile(
  { path, text }: Pick<StackFile, 'path' | 'text'>,
  before?: ReadBefore,
): Dockerfile {
  const { instructions: raws, escape } = splitDockerfile({ path, text });
  const untouched = before === undefined ? [] : instructionsAbove(text, before);
  const instructions: Instruction[] = [];
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  let preamble = nothing;
  let scope = nothing;

  for (const [index, raw] of raws.entries()) {
    const inForce = raw.keyword.value === 'FROM' ? preamble : scope;
    const instruction =
      untouched[index] ?? withTarget(withSource(readInstruction(path, raw, inForce, escape), stages), stages);
    instructions.push(instruction);
    const stage = stages.at(-1);
    if (instruction.kind === 'from') {
      const base = stageNamed(stages, instruction.image.value);
      // A stage that stands on another takes its variables, ARGs and all.
      scope = base?.scope ?? imageScope(instruction);
      stages.push({ from: instruction, index: stages.length, base, instructions: [], scope });
    } else if (stage === undefined) {
      if (instruction.kind === 'arg') preamble = scope = withVariables(preamble, argVariables(instruction));
    } else {
      scope = after(instruction, scope, preamble);
      stage.instructions.push(instruction);
      stage.scope = scope;
    }
  }

  const first = instructions.find(({ kind }) => kind !== 'arg');
  const parses =
    first?.kind === 'from' &&
    instructions.every(({ kind, malformed }) => kind !== 'unknown' && malformed === undefined);
  return { path, escape, instructions, stages, parses };
}

/** The instructions whose lines end above the first difference: with the same text above them they mean the same. */
function instructionsAbove(text: string, before: ReadBefore): readonly Instruction[] {
  let same = 0;
  while (same < text.length && text[same] === before.text[same]) same++;
  const { instructions } = before.dockerfile;
  // The line break counts: where it goes, the next line becomes part of the instruction.
  const lastBreak = same === 0 ? -1 : text.lastIndexOf('\n', same - 1);
  const first = instructions.findIndex(({ span }) => span.to > lastBreak);
  return first === -1 ? instructions : instructions.slice(0, first);
}

/** Docker also refuses `COPY --from` of something that is neither a stage nor the name of an image. */
function withSource(instruction: Instruction, stages: readonly Stage[]): Instruction {
  if (instruction.kind !== 'copy' || instruction.from === undefined || instruction.malformed)
    return instruction;
  const { value } = instruction.from;
  const isStage = stageNamed(stages, value) !== undefined || /^-?\d+$/.test(value ?? '');
  const malformed = isStage ? undefined : refusedImage(instruction.from);
  return malformed === undefined ? instruction : { ...instruction, malformed };
}

/** A mount that names no target goes to the WORKDIR; Docker refuses it where that is surely `/`. */
function withTarget(instruction: Instruction, stages: readonly Stage[]): Instruction {
  const { malformed, ...sound } = instruction;
  const stage = stages.at(-1);
  if (malformed?.reason !== 'mount-target' || /\b(target|dst|destination)=/.test(malformed.at.value))
    return instruction;
  return stage !== undefined && staysAtRoot(stage) ? instruction : sound;
}

function staysAtRoot({ from: { image }, instructions, base }: Stage): boolean {
  if (instructions.some(({ kind }) => kind === 'workdir')) return false;
  if (base !== undefined) return staysAtRoot(base);
  return (
    image.value === 'scratch' || (image.name !== undefined && knownImage(image.name, image.tag) !== undefined)
  );
}

/** The stage of that name or number among those above; names do not mind case. */
export function stageNamed<S extends Stage>(stages: readonly S[], name: string | undefined): S | undefined {
  if (name === undefined) return undefined;
  const named = stages.findLast(({ from }) => from.name?.value.toLowerCase() === name.toLowerCase());
  return named ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);
}

function imageScope({ image }: From): Scope {
  if (image.value === 'scratch') return nothing;
  const known = image.name === undefined ? undefined : knownImage(image.name, image.tag);
  const variables = new Map(
    Object.entries(known?.environment ?? {}).map(([name, value]): [string, Variable] => [
      name,
      { value, origin: 'image' },
    ]),
  );
  return { variables, complete: known !== undefined };
}

function after(instruction: Instruction, scope: Scope, preamble: Scope): Scope {
  if (instruction.kind === 'env') return withVariables(scope, envVariables(instruction));
  if (instruction.kind === 'arg') return withVariables(scope, argVariables(instruction, preamble));
  return scope;
}

const envVariables = ({ pairs }: Env): [string, Variable][] =>
  pairs.map((set) => [set.name.value, { value: set.value?.value, origin: 'env', set }]);

/** An ARG without a default takes the one that stands above the first FROM. */
const argVariables = ({ pairs }: Arg, preamble?: Scope): [string, Variable][] =>
  pairs.map((set) => {
    const inherited = preamble?.variables.get(set.name.value)?.value;
    return [
      set.name.value,
      { value: set.value === undefined ? inherited : set.value.value, origin: 'arg', set },
    ];
  });
