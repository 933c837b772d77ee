import { manageCommand } from '../../facts/django.ts';
import type { BuildContext } from '../../facts/context.ts';
import type { Facts } from '../../facts/facts.ts';
import { findFile } from '../../facts/files.ts';
import { folderFor, type ImageFacts } from '../../facts/image.ts';
import { baseName, normalPath, resolvePath } from '../../facts/paths.ts';
import { settingsInUse } from '../../facts/settings-in-use.ts';
import { wsgiApp } from '../../facts/wsgi.ts';
import type { IgnorePattern } from '../../read/dockerignore.ts';
import type { Located, Span } from '../../stack.ts';
import { deleteLines } from '../fix.ts';
import type { Rule } from '../rule.ts';
import { wholeCopies } from './whole-copy.ts';
import { findApp } from './wsgi-target.ts';

/** A line of .dockerignore that holds back what the build or the container needs. */
export const ignoreNeeded: Rule = {
  id: 'across/ignore-needed',
  severity: 'error',
  yieldsTo: ['across/entrypoint-not-copied'],
  reads: ['dockerignore'],
  *check(facts) {
    for (const image of facts.images) {
      const { context } = image;
      if (context === undefined) continue;
      const needs = [...copied(image, context), ...run(image), ...loaded(facts, image, context)];
      const told = new Set<number>();
      for (const { pattern, path, consequence, at } of needs) {
        if (told.has(pattern.span.from)) continue;
        told.add(pattern.span.from);
        yield {
          message: `${consequence}: this line keeps \`${path}\` out of the image.`,
          at: pattern.span,
          related: [{ value: 'needs it', span: at }],
          fixes: [{ title: 'Delete the line', changes: [deleteLines(facts.stack, pattern.span)] }],
        };
      }
    }
  },
};

interface Need {
  pattern: IgnorePattern;
  path: string;
  consequence: string;
  at: Span;
}

/** Files and folders that a COPY names. */
const copied = ({ stages }: ImageFacts, context: BuildContext): Need[] =>
  stages
    .flatMap(({ steps }) => steps)
    .flatMap(({ instruction }) => {
      if ((instruction.kind !== 'copy' && instruction.kind !== 'add') || instruction.from !== undefined)
        return [];
      return instruction.sources.flatMap(({ value, span }): Need[] => {
        if (value === undefined || /[*?[]|^<<|:\/\//.test(value)) return [];
        const path = normalPath(value).replace(/^\//, '');
        if (path === '') return [];
        const inside = context.file(path) === undefined ? context.filesBelow(path) : [];
        const prefix = context.folder === '' ? 0 : context.folder.length + 1;
        const held = [path, ...inside.map((file) => file.path.slice(prefix))].map((each) =>
          context.ignored(each),
        );
        const there = context.file(path) !== undefined || inside.length > 0;
        // A folder comes along as long as one of its files does.
        const all = inside.length > 0 ? held.slice(1) : held;
        const pattern = all.every((each) => each !== undefined) ? all[0] : undefined;
        return there && pattern !== undefined
          ? [{ pattern, path, consequence: 'The build stops at a COPY', at: span }]
          : [];
      });
    });

/** manage.py, where a step runs it. */
const run = (image: ImageFacts): Need[] =>
  image.stages.flatMap((stage) =>
    stage.steps.flatMap((step) =>
      step.commands.flatMap((command): Need[] => {
        const script = manageCommand(command)?.script;
        const path = script?.value && resolvePath(folderFor(step, command), script.value);
        const found = path ? findFile(image, stage, path, step) : undefined;
        return script !== undefined && found?.state === 'absent' && found.heldBack !== undefined
          ? [
              {
                pattern: found.heldBack,
                path: 'manage.py',
                consequence: 'The build stops where it runs manage.py',
                at: script.span,
              },
            ]
          : [];
      }),
    ),
  );

/** What the server loads, and the settings; and style sheets of the project's own apps. */
function loaded(facts: Facts, image: ImageFacts, context: BuildContext): Need[] {
  const [whole] = wholeCopies(image);
  if (whole === undefined) return [];
  const app = wsgiApp(facts, image);
  const found = app && findApp(image, app);
  const needs: Need[] = [];
  if (app !== undefined && found?.state === 'absent' && found.heldBack !== undefined)
    needs.push({
      pattern: found.heldBack,
      path: app.target.value ?? '',
      consequence: 'The server finds no application',
      at: app.target.span,
    });
  const prefix = context.folder === '' ? 0 : context.folder.length + 1;
  const hold = (path: string, consequence: string, at: Located<string>['span']): void => {
    const pattern = context.ignored(path.slice(prefix));
    if (pattern !== undefined) needs.push({ pattern, path: path.slice(prefix), consequence, at });
  };
  for (const { path } of settingsInUse(facts, image))
    hold(path, 'Django finds no settings', whole.source.span);
  for (const { path } of context.filesBelow(''))
    if (isOfAnApp(context, path.slice(prefix)))
      hold(path, 'Pages come without this style sheet or script', whole.source.span);
  return needs;
}

/** A style sheet or script in the `static` folder of an app, from which collectstatic takes it. */
function isOfAnApp(context: BuildContext, path: string): boolean {
  const app = /^(.+?)\/static\/.+\.(css|js)$/.exec(path)?.[1];
  const pattern = app === undefined ? undefined : context.ignored(path);
  return (
    app !== undefined &&
    context.file(`${app}/__init__.py`) !== undefined &&
    pattern !== undefined &&
    baseName(pattern.pattern) === 'static'
  );
}
