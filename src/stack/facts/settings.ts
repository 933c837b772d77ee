import type { PythonAssignment, PythonFile, PythonValue } from '../read/python.ts';
import type { Located, Stack, StackFile } from '../stack.ts';
import type { Facts } from './facts.ts';
import { oncePer } from './once.ts';
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
export function moduleFile(stack: Stack, module: string): string | undefined {
  const endings = [`${module.replaceAll('.', '/')}.py`, `${module.replaceAll('.', '/')}/__init__.py`];
  // Python takes a package before a module of the same name.
  const found = endings.map((ending) =>
    [...stack.keys()].filter((path) => path === ending || path.endsWith(`/${ending}`)),
  );
  const [modules = [], packages = []] = found;
  const all = packages.length > 0 ? packages : modules;
  return all.length === 1 ? all[0] : undefined;
}

/** What a settings module takes in: the files of its `from … import *`, and whether all of them are in the stack. */
function takenIn(
  { stack }: Pick<Facts, 'stack'>,
  file: PythonFile,
): { path: string | undefined; at: number }[] {
  return file.imports
    .filter(({ names }) => names.includes('*'))
    .map(({ module }) => ({ path: importedFile(stack, file.path, module.value), at: module.span.from }));
}

/** The file behind the module of an import, seen from the file that it stands in. */
function importedFile(stack: Stack, from: string, module: string): string | undefined {
  const dots = /^\.+/.exec(module)?.[0].length ?? 0;
  if (dots === 0) return moduleFile(stack, module);
  const up = Array.from({ length: dots - 1 }, () => '..').join('/');
  const rest = module.slice(dots).replaceAll('.', '/');
  const base = normalPath([folderOf(from), up, rest].filter((part) => part !== '').join('/'));
  return [`${base}/__init__.py`, `${base}.py`].find((path) => stack.has(path));
}

/** How far the search for a setting has come: files that take in each other would make it endless, or nearly so. */
interface Search {
  above: ReadonlySet<string>;
  budget: { left: number };
}

/** A setting's value in force in a settings module, by following what it takes in from other files. */
export function settingIn(
  facts: Pick<Facts, 'stack' | 'python'>,
  path: string,
  name: string,
  search: Search = { above: new Set(), budget: { left: 200 } },
): Setting {
  const file = facts.python.get(path);
  const source = facts.stack.get(path);
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
    ...takenIn(facts, file).map(({ path: other, at }) => ({
      at,
      setting: (): Setting => (other === undefined ? unknown : settingIn(facts, other, name, inner)),
    })),
    ...file.imports
      .filter(({ names }) => names.includes(name))
      .map(({ module }) => ({
        at: module.span.from,
        setting: (): Setting => {
          const other = importedFile(facts.stack, path, module.value);
          return other === undefined ? unknown : settingIn(facts, other, name, inner);
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
export function settingsFiles(
  facts: Pick<Facts, 'stack' | 'python'>,
  path: string,
): { files: PythonFile[]; complete: boolean } {
  const files = new Map<string, PythonFile>();
  let complete = true;
  const visit = (at: string | undefined): void => {
    const file = at === undefined ? undefined : facts.python.get(at);
    if (file === undefined) complete = false;
    else if (!files.has(file.path)) {
      files.set(file.path, file);
      for (const { path: other } of takenIn(facts, file)) visit(other);
    }
  };
  visit(path);
  return { files: [...files.values()], complete };
}

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
