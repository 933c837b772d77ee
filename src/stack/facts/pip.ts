import { normalName, type Package, type Requirements } from '../read/requirements.ts';
import type { ShellCommand } from '../read/shell.ts';
import type { Value } from '../read/traced.ts';
import type { Located } from '../stack.ts';
import { stageNamed } from '../read/dockerfile.ts';
import { findFile } from './files.ts';
import { folderFor, type ImageFacts, type StageFacts, type Step } from './image.ts';
import { oncePer, oncePerPair } from './once.ts';
import { folderOf, resolvePath } from './paths.ts';

/** One `pip install`. */
export interface PipInstall {
  step: Step;
  command: ShellCommand;
  /** The files behind `-r`, each with its absolute path in the image, where that can be known. */
  files: readonly { word: Value; path: string | undefined }[];
  /** Packages on the command line. */
  packages: readonly Value[];
  /** As written: `--no-cache-dir`, `--user`, ... */
  options: ReadonlySet<string>;
}

/** Options with a word behind them, of pip and of `uv pip`. */
const withValue = new Set(
  `-r --requirement --requirements -c --constraint --constraints -e --editable -i --index-url --extra-index-url --index
   --default-index -f --find-links -t --target --prefix --root --src --python -p --platform --python-platform
   --python-version --implementation --abi --trusted-host --allow-insecure-host --timeout --retries --proxy --cert
   --client-cert --cache-dir --no-binary --only-binary --log --progress-bar --root-user-action --report --use-feature
   --use-deprecated --exists-action --keyring-provider --upgrade-strategy --group --extra -C --config-settings
   --config-setting --global-option --build-constraint --build-constraints --overrides --override --index-strategy
   --python-preference --link-mode --resolution --prerelease --exclude-newer --reinstall-package --refresh-package
   --upgrade-package -P --config-file --directory --project --color --torch-backend --fork-strategy`.split(
    /\s+/,
  ),
);
const ofFile = new Set(['-r', '--requirement', '--requirements']);

/** The calls of `pip install` in a step: by its own name, as `python -m pip`, or as `uv pip`. */
export const pipInstalls = oncePer((step: Step): readonly PipInstall[] =>
  step.commands.flatMap((command) => {
    const args = pipArguments(command);
    if (args?.[0]?.value !== 'install') return [];
    const files: PipInstall['files'][number][] = [];
    const packages: Value[] = [];
    const options = new Set<string>();
    const folder = folderFor(step, command);
    const addFile = (word: Value): void => {
      files.push({ word, path: word.value === undefined ? undefined : resolvePath(folder, word.value) });
    };
    for (let at = 1; at < args.length; at++) {
      const word = args[at];
      if (word === undefined) break;
      const text = word.value ?? '';
      const joined = /^(?:--requirements?=|-r)(.+)$/.exec(text)?.[1];
      if (joined !== undefined) addFile({ ...word, value: joined });
      else if (withValue.has(text)) {
        const value = args[++at];
        if (value !== undefined && ofFile.has(text)) addFile(value);
        options.add(text);
      } else if (text.startsWith('-')) options.add(text.split('=')[0] ?? text);
      else packages.push(word);
    }
    return [{ step, command, files, packages, options }];
  }),
);

function pipArguments({ program, args }: ShellCommand): readonly Value[] | undefined {
  if (program === undefined) return undefined;
  if (/^pip[\d.]*$/.test(program)) return args;
  if (program === 'uv') return args[0]?.value === 'pip' ? args.slice(1) : undefined;
  const module = args.findIndex(({ value }) => value === '-m');
  return /^python[\d.]*$/.test(program) && /^pip[\d.]*$/.test(args[module + 1]?.value ?? '') && module !== -1
    ? args.slice(module + 2)
    : undefined;
}

type Asked = Map<string, Located<string> & { package: Package | undefined }>;

/** The Python packages that a stage installs, or takes from another stage. */
export interface PythonPackages {
  /** The place that asks for a package: a line of a requirements file, or a word of `pip install`. */
  asked: Readonly<Asked>;
  /** Nothing else is asked for. Packages come with others that nobody asked for; those are never known. */
  complete: boolean;
}

/** Follows `pip install` through the files that it reads, and `COPY --from` into the stages that it takes from. */
export function pythonPackages(
  image: ImageFacts,
  stage: StageFacts,
  requirements: ReadonlyMap<string, Requirements>,
): PythonPackages {
  return collected(requirements, image)(stage);
}

const collected = oncePerPair((requirements: ReadonlyMap<string, Requirements>, image: ImageFacts) =>
  oncePer((stage: StageFacts) => collect(image, stage, requirements)),
);

function collect(
  image: ImageFacts,
  stage: StageFacts,
  requirements: ReadonlyMap<string, Requirements>,
): PythonPackages {
  const asked: Asked = new Map();
  let complete = stage.image !== undefined;
  const merge = (other: PythonPackages): void => {
    for (const [name, place] of other.asked) asked.set(name, place);
    complete &&= other.complete;
  };
  for (const step of stage.lineage) {
    for (const install of pipInstalls(step)) merge(packagesFrom(image, stage, install, requirements));
    if (step.commands.some(installsOtherwise)) complete = false;
    const { instruction } = step;
    if (instruction.kind === 'copy' && instruction.from !== undefined) {
      const name = stageNamed(
        image.stages.map((candidate) => candidate.stage),
        instruction.from.value,
      );
      const other = image.stages.find((candidate) => candidate.stage === name);
      if (other === undefined || other.stage.index >= stage.stage.index) complete = false;
      else merge(pythonPackages(image, other, requirements));
    }
  }
  return { asked, complete };
}

/** Commands that bring Python packages by other ways than `pip install`, or that may be scripts which do. */
const installsOtherwise = ({ program, args }: ShellCommand): boolean =>
  program === undefined ||
  /^(poetry|pipenv|pdm|hatch|conda|mamba|micromamba|easy_install|pipx|make|sh|bash|xargs)$/.test(program) ||
  program.endsWith('.sh') ||
  (program === 'uv' && args[0]?.value !== 'pip' && args[0]?.value !== 'venv') ||
  (/^apt(-get)?$/.test(program) &&
    args.some(({ value }) => value === undefined || /^(python3-|uwsgi|gunicorn)/.test(value)));

/** What one `pip install` asks for: on its command line, and in the files that it reads. */
export function packagesFrom(
  image: ImageFacts,
  stage: StageFacts,
  install: PipInstall,
  requirements: ReadonlyMap<string, Requirements>,
): PythonPackages {
  const asked: Asked = new Map();
  // What a folder that is installed asks for is not looked into.
  let complete = !install.options.has('-e') && !install.options.has('--editable');
  for (const { path } of install.files) {
    const found =
      path === undefined ? undefined : findFile(image, stage, path, install.step, install.command);
    const inner = readRecursively(
      found?.state === 'present' ? found.file?.path : undefined,
      requirements,
      new Set(),
    );
    for (const [name, place] of inner.asked) asked.set(name, place);
    complete &&= inner.complete;
  }
  for (const { value, span } of install.packages) {
    const name = /^[A-Za-z0-9][\w.-]*/.exec(value ?? '')?.[0];
    if (name === undefined || /[/\\]|:\/\//.test(value ?? '')) complete = false;
    else asked.set(normalName(name), { value: value ?? name, span, package: undefined });
  }
  return { asked, complete };
}

function readRecursively(
  path: string | undefined,
  requirements: ReadonlyMap<string, Requirements>,
  seen: Set<string>,
): PythonPackages {
  const asked: Asked = new Map();
  const read = path === undefined ? undefined : requirements.get(path);
  if (path === undefined || read === undefined) return { asked, complete: false };
  seen.add(path);
  let complete = true;
  for (const entry of read.entries) {
    if (entry.kind === 'package') asked.set(entry.name, { ...entry.written, package: entry });
    else if (entry.kind === 'source' || entry.kind === 'error') complete = false;
    else if (entry.kind === 'include') {
      const other = resolvePath(`/${folderOf(path)}`, entry.file.value)?.slice(1);
      if (other === undefined || seen.has(other)) continue;
      const inner = readRecursively(other, requirements, seen);
      for (const [name, place] of inner.asked) asked.set(name, place);
      complete &&= inner.complete;
    }
  }
  return { asked, complete };
}
