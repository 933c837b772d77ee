import { checkStack } from '../../stack/check.ts';
import { defaultChoices } from '../../stack/choices.ts';
import { generateStack, type GeneratedFile } from '../../stack/generate/index.ts';
import { breakStack, type RulePage } from '../../stack/rules/page.ts';
import type { Problem } from '../../stack/rules/rule.ts';
import { lineTable, type Span, type StackFile } from '../../stack/stack.ts';
import { applyChanges } from '../../workbench/fixes.ts';
import { marksIn } from '../../workbench/spans.ts';
import { highlight, type Token } from '../code/highlight.ts';
import { cut, overlay, type Piece } from '../code/pieces.ts';

/** Some lines of a file. */
interface Lines {
  slot: string;
  /** The number of the line that matters. */
  line: number;
}

/** A finding, and what mends it. */
export interface ShownFinding {
  problem: Problem;
  /** What pressing its fix does. */
  fix: string;
  here: Lines & { before: Piece[]; wrong: Piece[]; right: Piece[]; after: Piece[] };
  /** The line of the other file that the first one does not fit. */
  there: Lines & { pieces: Piece[] };
  /** How many files were checked. */
  files: number;
}

/**
 * Breaks the stack of the default choices as a rule's page does, asks the checker, and carries out the fix that it
 * offers: nothing that is shown is made up.
 *
 * @throws {Error} when the example is no longer one finding in one line, tied to another file, that its fix mends
 */
export function findingOf(page: RulePage): ShownFinding {
  const sound = generateStack(defaultChoices);
  const broken = breakStack(sound, page, defaultChoices);
  const [problem, ...others] = checkStack(broken);
  const [fix] = problem?.fixes ?? [];
  const [end] = problem?.related ?? [];
  const changed = fix && applyChanges(broken, fix.changes);
  const [path, { text } = {}] = [...(changed ?? [])][0] ?? [];
  const file = broken.get(problem?.at.path ?? '');
  const other = broken.get(end?.span.path ?? '');
  if (!problem || others.length > 0 || !fix || !end || !file || !other || path !== file.path || !text)
    throw new Error(
      `${page.id} is no example for the cover: one finding, one other end, a fix in its own file.`,
    );
  const mended = { ...file, text };
  if (checkStack(new Map(broken).set(path, mended)).length > 0)
    throw new Error(`${page.id} is no example for the cover: its fix does not mend it.`);
  const line = lineTable(file.text).position(problem.at.from).line;
  const there = lineTable(other.text).position(end.span.from).line;
  return {
    problem,
    fix: fix.title,
    here: {
      slot: slotOf(sound.get(file.path), file),
      line,
      before: pieces(file, sound, line - 1),
      wrong: pieces(file, sound, line, problem.at),
      right: pieces(mended, sound, line),
      after: pieces(file, sound, line + 1),
    },
    there: {
      slot: slotOf(sound.get(other.path), other),
      line: there,
      pieces: pieces(other, sound, there, end.span),
    },
    files: broken.size,
  };
}

const slotOf = (generated: GeneratedFile | undefined, { path }: StackFile): string => generated?.slot ?? path;

/** A line in its colours, with the reader's names as ink and one stretch of it underlined. */
function pieces(
  file: StackFile,
  sound: ReadonlyMap<string, GeneratedFile>,
  line: number,
  underlined?: Span,
): Piece[] {
  const generated = sound.get(file.path);
  const ink = generated ? marksIn(generated, file.text).ink : [];
  const table = lineTable(file.text);
  const under: Token[] = underlined ? [{ ...underlined, class: 'redlined' }] : [];
  const tokens = highlight(file.text, file.kind).filter(({ from, to }) =>
    under.every((mark) => to <= mark.from || from >= mark.to),
  );
  const marks = overlay(
    [...tokens, ...under],
    ink.map(({ choice, span: { from, to } }) => ({ choice, from, to })),
  );
  return cut(file.text, marks, table.offset(line), table.offset(line + 1) - 1);
}
