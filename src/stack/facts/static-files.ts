import type { PythonFile } from '../read/python.ts';
import type { Located, Span } from '../stack.ts';
import type { Facts } from './facts.ts';
import { findFile } from './files.ts';
import type { ImageFacts } from './image.ts';
import { oncePerPair } from './once.ts';
import { below, resolvePath } from './paths.ts';
import { pathOf } from './python-path.ts';
import { settingIn } from './settings.ts';
import { settingsFileOf } from './settings-in-use.ts';

/** Where Django's static files are asked for, and where they lie in the image; each `undefined` where it cannot be known. */
export interface StaticFiles {
  /** STATIC_URL with a slash at both ends. */
  url: Located<string> | undefined;
  /** STATIC_ROOT, absolute. */
  root: Located<string> | undefined;
}

/** What the settings with which an image serves say of static files. */
export const staticFilesOf = oncePerPair((facts: Facts, image: ImageFacts): StaticFiles => {
  const path = settingsFileOf(facts, image);
  if (path === undefined) return { url: undefined, root: undefined };
  const url = settingIn(facts, path, 'STATIC_URL');
  const written =
    url.state === 'set' && url.assignment.value.kind === 'string' ? url.assignment.value.value : undefined;
  const root = pathSetting(facts, image, path, 'STATIC_ROOT');
  return {
    url:
      url.state !== 'set' || written === undefined || /:|^\/\//.test(written)
        ? undefined
        : // Django puts its own prefix, `/`, in front of a relative one.
          { value: `/${written}/`.replace(/\/+/g, '/'), span: url.assignment.span },
    root,
  };
});

/** A setting that is a path, worked out for where its file lies in the image. */
function pathSetting(
  facts: Facts,
  image: ImageFacts,
  path: string,
  name: string,
  budget = { left: 50 },
): Located<string> | undefined {
  const setting = settingIn(facts, path, name);
  if (setting.state !== 'set' || budget.left <= 0) return undefined;
  budget.left--;
  const { value, span } = setting.assignment;
  const file = facts.python.get(span.path);
  const text = facts.stack.get(span.path)?.text.slice(value.span.from, value.span.to) ?? '';
  const found = pathOf(text, (other) => {
    if (other === '__file__') return file && placeInImage(image, file);
    return pathSetting(facts, image, span.path, other, budget)?.value;
  });
  return found?.startsWith('/') === true ? { value: found, span: trimmed(span, facts) } : undefined;
}

/** Where a file of the project lies in the image, when it is below the WORKDIR as it is below the folder of the build. */
function placeInImage(image: ImageFacts, { path }: PythonFile): string | undefined {
  const inContext = image.context && below(image.context.folder, path);
  const place = inContext && resolvePath(image.final.workdir, inContext);
  if (!place) return undefined;
  const found = findFile(image, image.final, place);
  return found.state === 'present' && found.file?.path === path ? place : undefined;
}

const trimmed = (span: Span, { stack }: Facts): Span => {
  const text = stack.get(span.path)?.text.slice(span.from, span.to) ?? '';
  return { ...span, to: span.from + text.trimEnd().length };
};
