import type { PythonAssignment, PythonFile, PythonValue } from '../read/python.ts';
import type { Located, StackFile } from '../stack.ts';
import type { Facts, PythonFiles } from './facts.ts';
import { oncePer, oncePerText } from './once.ts';
import { folderOf, normalPath } from './paths.ts';

/** A setting as it stands after a settings module has been read to its end. */
export type Setting =
  | { state: 'set'; assignment: PythonAssignment }
  /** Neither the module nor what it takes in sets it. */
  | { state: 'unset' }
  | { state: 'unknown' };

const unknown: Setting = { state: 'unknown' };

/** What sets names in ways that cannot be followed. */
const otherWays =
  /\b(globals|locals|vars|exec|setattr|include|configure_settings)\s*\(|\bdjango_heroku\b|^class \w+\(.*Configuration/m;
const setsOtherwise = oncePer(({ text }: StackFile) => otherWays.test(text));

/**
 * The files of modules, by what an import calls them: `harbour.settings` is the file whose path ends so. `undefined` when
 * there is none, or more than one.
 */
export const moduleFile = (python: PythonFiles, module: string): string | undefined =>
  modulesOf(python)(module);

const modulesOf = oncePer(({ sources }: PythonFiles) =>
  oncePerText((module) => {
    const endings = [`${module.replaceAll('.', '/')}.py`, `${module.replaceAll('.', '/')}/__init__.py`];
    // Python takes a package before a module of the same name.
    const [modules = [], packages = []] = endings.map((ending) =>
      [...sources.keys()].filter((path) => path === ending || path.endsWith(`/${ending}`)),
    );
    const all = packages.length > 0 ? packages : modules;
    return all.length === 1 ? all[0] : undefined;
  }),
);

/** What a settings module takes in: the files of its `from … import *`, and whether all of them are in the stack. */
function takenIn(python: PythonFiles, file: PythonFile): { path: string | undefined; at: number }[] {
  return file.imports
    .filter(({ names }) => names.includes('*'))
    .map(({ module }) => ({ path: importedFile(python, file.path, module.value), at: module.span.from }));
}

/** The file behind the module of an import, seen from the file that it stands in. */
function importedFile(python: PythonFiles, from: string, module: string): string | undefined {
  const dots = /^\.+/.exec(module)?.[0].length ?? 0;
  if (dots === 0) return moduleFile(python, module);
  const up = Array.from({ length: dots - 1 }, () => '..').join('/');
  const rest = module.slice(dots).replaceAll('.', '/');
  const base = normalPath([folderOf(from), up, rest].filter((part) => part !== '').join('/'));
  return [`${base}/__init__.py`, `${base}.py`].find((path) => python.sources.has(path));
}

/** How far the search for a setting has come: files that take in each other would make it endless, or nearly so. */
interface Search {
  above: ReadonlySet<string>;
  budget: { left: number };
}

/** A setting's value in force in a settings module, by following what it takes in from other files. */
export const settingIn = ({ python }: Pick<Facts, 'python'>, path: string, name: string): Setting =>
  settingsOf(python)(path)(name);

const settingsOf = oncePer((python: PythonFiles) =>
  oncePerText((path) =>
    oncePerText((name) => look(python, path, name, { above: new Set(), budget: { left: 200 } })),
  ),
);

function look(python: PythonFiles, path: string, name: string, search: Search): Setting {
  const file = python.get(path);
  const source = python.sources.get(path);
  if (file === undefined || source === undefined || file.errors.length > 0 || setsOtherwise(source))
    return unknown;
  if (search.above.has(path) || search.budget.left <= 0) return unknown;
  search.budget.left--;
  const inner = { ...search, above: new Set([...search.above, path]) };
  const events: { at: number; setting: () => Setting }[] = [
    ...file.assignments
      .filter(({ target }) => target.value === name)
      .map((assignment) => ({
        at: assignment.span.from,
        setting: (): Setting => (assignment.conditional ? unknown : { state: 'set', assignment }),
      })),
    ...takenIn(python, file).map(({ path: other, at }) => ({
      at,
      setting: (): Setting => (other === undefined ? unknown : look(python, other, name, inner)),
    })),
    ...file.imports
      .filter(({ names }) => names.includes(name))
      .map(({ module }) => ({
        at: module.span.from,
        setting: (): Setting => {
          const other = importedFile(python, path, module.value);
          return other === undefined ? unknown : look(python, other, name, inner);
        },
      })),
  ];
  // From the end: what comes last decides, and a file that does not set the name changes nothing.
  for (const { setting } of events.sort((a, b) => b.at - a.at)) {
    const found = setting();
    if (found.state !== 'unset') return found;
  }
  return { state: 'unset' };
}

/** A settings module and every file that it takes in, the module first; `complete` when all of them were found. */
export const settingsFiles = (
  { python }: Pick<Facts, 'python'>,
  path: string,
): { files: readonly PythonFile[]; complete: boolean } => filesOf(python)(path);

const filesOf = oncePer((python: PythonFiles) =>
  oncePerText((path) => {
    const files = new Map<string, PythonFile>();
    let complete = true;
    const visit = (at: string | undefined): void => {
      const file = at === undefined ? undefined : python.get(at);
      if (file === undefined) complete = false;
      else if (!files.has(file.path)) {
        files.set(file.path, file);
        for (const { path: other } of takenIn(python, file)) visit(other);
      }
    };
    visit(path);
    return { files: [...files.values()], complete };
  }),
);

/** Every string that is written in a value. */
export function stringsIn(value: PythonValue): Located<string>[] {
  switch (value.kind) {
    case 'string':
      return [{ value: value.value, span: value.span }];
    case 'list':
    case 'tuple':
      return value.items.flatMap(stringsIn);
    case 'dict':
      return value.entries.flatMap((entry) => [...stringsIn(entry.key), ...stringsIn(entry.value)]);
    default:
      return [];
  }
}
