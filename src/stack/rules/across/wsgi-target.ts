import type { Facts } from '../../facts/facts.ts';
import { findFile, type Found } from '../../facts/files.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { resolvePath } from '../../facts/paths.ts';
import type { WsgiApp } from '../../facts/wsgi.ts';

/** What is said of a server that cannot load its application, with the server's own words where they help. */
export function withoutApp({ server }: WsgiApp): string {
  return server === 'uwsgi'
    ? 'uWSGI finds no application, and ends or answers 500 to everything'
    : 'Gunicorn does not start';
}

/** The files in which an application may be: of a module also the package of its name. Empty when the folder is not known. */
export function filesOf({ kind, target, folder }: WsgiApp): string[] {
  const name = target.value ?? '';
  const paths =
    kind === 'file'
      ? [name]
      : [`${name.replaceAll('.', '/')}.py`, `${name.replaceAll('.', '/')}/__init__.py`];
  return paths.flatMap((path) => resolvePath(folder, path) ?? []);
}

/** Where the application's file is; `absent` only when it is certainly at none of the places. */
export function findApp(image: ImageFacts, app: WsgiApp): Found {
  const found = filesOf(app).map((path) => findFile(image, image.final, path));
  return (
    found.find(({ state }) => state === 'present') ??
    (found.length > 0 && found.every(({ state }) => state === 'absent')
      ? (found.find((each) => each.state === 'absent' && each.heldBack !== undefined) ?? { state: 'absent' })
      : { state: 'unknown' })
  );
}

/** The one `wsgi.py` of the project, by the path of its module from the folder of manage.py; `undefined` when there are several. */
export function onlyWsgiModule({ stack }: Facts, image: ImageFacts): string | undefined {
  const { context } = image;
  if (context === undefined) return undefined;
  const prefix = context.folder === '' ? '' : `${context.folder}/`;
  const found = [...stack.keys()].filter(
    (path) => path.startsWith(prefix) && /^[^/]+\/wsgi\.py$/.test(path.slice(prefix.length)),
  );
  const [only] = found;
  return found.length === 1 && only !== undefined
    ? only.slice(prefix.length).replace(/\.py$/, '').replaceAll('/', '.')
    : undefined;
}
