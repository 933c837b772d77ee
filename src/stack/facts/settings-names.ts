import type { Stack } from '../stack.ts';
import type { BuildContext } from './context.ts';

/** Every module of a project that holds settings, by its dotted name seen from the folder of manage.py. */
export function settingsModules(stack: Stack, context: BuildContext): string[] {
  const prefix = context.folder === '' ? '' : `${context.folder}/`;
  return [...stack.values()]
    .filter(({ kind, path }) => kind === 'settings' && path.startsWith(prefix))
    .map(({ path }) =>
      path
        .slice(prefix.length)
        .replace(/(\/__init__)?\.py$/, '')
        .replaceAll('/', '.'),
    );
}

/** Whether a module's file, or its package, is anywhere among the files: Python may be told to look in any folder. */
export function hasModule(stack: Stack, module: string): boolean {
  const path = module.replaceAll('.', '/');
  const endings = [`${path}.py`, `${path}/__init__.py`];
  return [...stack.keys()].some((candidate) =>
    endings.some((ending) => candidate === ending || candidate.endsWith(`/${ending}`)),
  );
}

/** Whether a package of that name is among the project's folders. */
export const hasPackage = (stack: Stack, name: string): boolean =>
  [...stack.keys()].some((path) => path.endsWith('.py') && path.split('/').slice(0, -1).includes(name));
