import { wsgiApp } from '../../facts/wsgi.ts';
import type { PythonFile } from '../../read/python.ts';
import type { Located } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';
import { findApp, withoutApp } from './wsgi-target.ts';

/** A server that is told to take a name from wsgi.py which the file does not have. */
export const wsgiCallable: Rule = {
  id: 'across/wsgi-callable',
  severity: 'error',
  reads: ['python'],
  *check(facts) {
    for (const image of facts.images) {
      const app = wsgiApp(facts, image);
      const name = app?.callable?.value;
      if (app?.callable === undefined || name === undefined || !/^\w+$/.test(name)) continue;
      const found = findApp(image, app);
      const file = found.state === 'present' ? facts.python.get(found.file?.path ?? '') : undefined;
      if (file === undefined || mayDefine(file, name)) continue;
      const application = namesIn(file).find(({ value }) => value === 'application');
      yield {
        message: `${withoutApp(app)}: \`${file.path}\` has no \`${name}\`.`,
        at: app.callable.span,
        related: application === undefined ? [] : [{ value: 'has application', span: application.span }],
        fixes:
          application === undefined
            ? []
            : [{ title: 'Take application', changes: [replace(app.callable.span, 'application')] }],
      };
    }
  },
};

const namesIn = ({ assignments, definitions }: PythonFile): Located<string>[] => [
  ...assignments.map(({ target }) => target),
  ...definitions,
];

/** Also by an import, or in a way that the reader of the file does not follow. */
const mayDefine = (file: PythonFile, name: string): boolean =>
  file.errors.length > 0 ||
  namesIn(file).some(({ value }) => value === name) ||
  file.imports.some(
    ({ module, names }) =>
      names.includes('*') ||
      names.includes(name) ||
      module.value === name ||
      (names.length === 0 && module.value.startsWith(`${name}.`)),
  );
