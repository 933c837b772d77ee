import { wsgiApp, type WsgiApp } from '../../facts/wsgi.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';
import { withoutApp } from './wsgi-target.ts';

/** A module's name where uWSGI wants a file, or a file where it wants a module. */
export const wsgiFileDotted: Rule = {
  id: 'across/wsgi-file-dotted',
  severity: 'error',
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const app = wsgiApp(facts, image);
      const right = app && rightForm(app);
      if (app === undefined || right === undefined) continue;
      const what =
        app.kind === 'file'
          ? 'is looked for as a file, and names a module'
          : 'is imported as a module, and names a file';
      yield {
        message: `${withoutApp(app)}: \`${app.target.value ?? ''}\` ${what}.`,
        at: app.target.span,
        fixes: [{ title: `Write ${right}`, changes: [replace(app.target.span, right)] }],
      };
    }
  },
};

/** The same name as it has to be written; `undefined` when nothing is wrong with it. */
function rightForm({ kind, target }: WsgiApp): string | undefined {
  const value = target.value ?? '';
  if (kind === 'file')
    return /^\w+(\.\w+)*\.wsgi$/.test(value) ? `${value.replaceAll('.', '/')}.py` : undefined;
  if (!/^[\w./]+$/.test(value) || !/\/|\.py$/.test(value)) return undefined;
  return value
    .replace(/^\.?\//, '')
    .replace(/\.py$/, '')
    .replaceAll('/', '.');
}
