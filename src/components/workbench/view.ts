import type { Problem, Severity } from '../../stack/rules/rule.ts';
import { lineTable, type Span } from '../../stack/stack.ts';
import type { OpenFile } from '../../workbench/edit.ts';
import type { Checked } from '../../workbench/workbench.ts';
import { words as severityWords, weight } from '../editor/severity.ts';

/** What a tab says: the last part of the path. */
export const tabName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a chapter says something about the file. The others, Django's own starter, stand in the list only. */
export const isTaught = ({ generated }: OpenFile): boolean => !generated || generated.notes.length > 0;

/** The number of the line of an offset; 1 in a file that is not there. */
function lineOf(files: readonly OpenFile[], { path, from }: Pick<Span, 'path' | 'from'>): number {
  const file = files.find((one) => one.path === path);
  return file ? lineTable(file.text).position(from).line : 1;
}

/** A place as a sentence names it: "compose.yaml, line 4". */
export const describePlace = (files: readonly OpenFile[], span: Span): string =>
  `${tabName(span.path)}, line ${lineOf(files, span)}`;

/** A place as a table names it: "compose.yaml:4". */
export const shortPlace = (files: readonly OpenFile[], span: Span): string =>
  `${tabName(span.path)}:${lineOf(files, span)}`;

/** Problems by weight, then in the order of the files and their lines. */
export function byWeight(problems: readonly Problem[], files: readonly OpenFile[]): Problem[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const place = ({ at }: Problem): number => order.get(at.path) ?? order.size;
  return [...problems].sort(
    (a, b) => weight(a.severity) - weight(b.severity) || place(a) - place(b) || a.at.from - b.at.from,
  );
}

/** The heaviest of some problems and how many there are, for a badge; `undefined` for none. */
export function badge(
  problems: readonly Problem[],
): { severity: Severity; count: number; words: string } | undefined {
  const [first, ...others] = problems;
  if (!first) return undefined;
  const heaviest = others.reduce((so, one) => (weight(one.severity) < weight(so.severity) ? one : so), first);
  return { severity: heaviest.severity, count: problems.length, words: counted(problems) };
}

const plural = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

/** "1 error, 2 hints". */
function counted(problems: readonly Problem[]): string {
  return (Object.keys(severityWords) as Severity[])
    .map((severity) => ({ severity, count: problems.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => plural(count, severityWords[severity].toLowerCase()))
    .join(', ');
}

/** What the checker says of all files, in a sentence or two. */
export function verdict({ problems, state }: Checked, files: number): string {
  if (state === 'unavailable') return 'Not checked.';
  if (problems.length === 0) return `Nothing found in ${plural(files, 'file')}.`;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const found = plural(problems.length, 'finding');
  if (errors === 0)
    return problems.length === 1 ? `${found}. It stops nothing.` : `${found}. None of them stops anything.`;
  if (errors === problems.length)
    return errors === 1
      ? `${found}. It has to be mended before this works.`
      : `${found}, all of them errors.`;
  return `${found}, ${errors === 1 ? '1 of them an error' : `${errors} of them errors`}.`;
}
