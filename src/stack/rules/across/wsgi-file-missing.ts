import { wsgiApp, type WsgiApp } from '../../facts/wsgi.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';
import { filesOf, findApp, onlyWsgiModule, withoutApp } from './wsgi-target.ts';

/** A server that is to load a module or a file which the image does not have. */
export const wsgiFileMissing: Rule = {
  id: 'across/wsgi-file-missing',
  severity: 'error',
  yieldsTo: ['across/wsgi-file-dotted', 'across/ignore-needed'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const app = wsgiApp(facts, image);
      const found = app && findApp(image, app);
      if (app === undefined || found?.state !== 'absent') continue;
      const right = onlyWsgiModule(facts, image);
      // Without one in the project's own tree the application may come from a package.
      if (right === undefined) continue;
      const [file = ''] = filesOf(app);
      yield {
        message: `${withoutApp(app)}: there is no \`${file}\` in the image. ${whatThereIs(app, right)}`,
        at: app.target.span,
        related: found.heldBack === undefined ? [] : [{ value: 'holds it back', span: found.heldBack.span }],
        fixes: correct(app, right),
      };
    }
  },
};

/** The one of the project, in the form in which this is asked for. */
const rightFor = ({ kind }: WsgiApp, module: string): string =>
  kind === 'module' ? module : `${module.replaceAll('.', '/')}.py`;

const whatThereIs = (app: WsgiApp, module: string): string =>
  rightFor(app, module) === app.target.value
    ? `The server looks in \`${app.folder ?? ''}\`, the WORKDIR at the end.`
    : `Your project's is \`${rightFor(app, module)}\`.`;

function correct(app: WsgiApp, module: string): Fix[] {
  const right = rightFor(app, module);
  return right === app.target.value
    ? []
    : [{ title: `Load ${right}`, changes: [replace(app.target.span, right)] }];
}
