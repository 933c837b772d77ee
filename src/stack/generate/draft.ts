import type { ChapterId, ChoiceId, Choices } from '../choices.ts';
import { writeChoice } from '../choices.ts';
import type { FileKind, Span, StackFile } from '../stack.ts';

/** What a generator also knows about its text. */
export interface GeneratedFile extends StackFile {
  /** The path with its choices still open, `{{project}}/urls.py`: it stays the same when the reader renames the project. */
  slot: string;
  executable: boolean;
  /** Where a choice's value stands in the text, in order. */
  ink: readonly { choice: ChoiceId; span: Span }[];
  /** Named parts that a chapter shows as excerpts; each is a run of whole lines. */
  parts: Readonly<Record<string, Span>>;
  /** Why a line is there, in order; backticks mark code. */
  notes: readonly Note[];
}

/** The reason for a run of whole lines, and the chapter that tells more. */
export interface Note {
  span: Span;
  why: string;
  chapter: ChapterId;
}

/** A choice's value on its way into a text, which remembers which choice it was. */
export interface Ink {
  choice: ChoiceId;
  text: string;
}

/** The value of a choice, to be written word for word. */
export const ink = (choices: Choices, choice: ChoiceId): Ink => ({
  choice,
  text: writeChoice(choices[choice]),
});

type Piece = string | Ink;

/**
 * What a file is made of, read from top to bottom: text, a named part, lines with their reason, or several of these.
 * `false` stands for what the choices leave out.
 */
export type Block =
  | { kind: 'text'; lines: Piece[][] }
  | { kind: 'part'; name: string; blocks: Block[] }
  | { kind: 'note'; why: string; chapter: ChapterId; blocks: Block[] }
  | { kind: 'indent'; by: string; blocks: Block[] }
  | Block[]
  | false;

/**
 * Whole lines of a file. Backslashes stand for themselves, but `\\${` is the shell's `${`. The indentation that all
 * lines share is taken off, and so are the line breaks behind the opening and before the closing backtick.
 */
export function text(strings: TemplateStringsArray, ...values: (Piece | number)[]): Block {
  // Private-use characters hold the values' places while the lines are cut.
  const flat = strings.raw
    .map((piece, index) => (index === 0 ? piece : `\uE000${index - 1}\uE001${piece}`))
    .join('')
    .replaceAll('\\${', '${');
  const lines = flat.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return {
    kind: 'text',
    lines: lines.map((line) =>
      line
        .slice(indent)
        .split(/\uE000(\d+)\uE001/)
        .map((piece, index) => (index % 2 === 0 ? piece : asPiece(values[Number(piece)]))),
    ),
  };
}

const asPiece = (value: Piece | number | undefined): Piece =>
  typeof value === 'number' ? String(value) : (value ?? '');

/** A named run of lines, for excerpts in a chapter. */
export const part = (name: string, ...blocks: Block[]): Block => ({ kind: 'part', name, blocks });

/** Lines and the reason why they are there. */
export const because = (chapter: ChapterId, why: string, ...blocks: Block[]): Block => ({
  kind: 'note',
  why,
  chapter,
  blocks,
});

/** An empty line. */
export const blank: Block = { kind: 'text', lines: [[]] };

/** The blocks, each line of them moved to the right. */
export const indented = (by: number, ...blocks: Block[]): Block => ({
  kind: 'indent',
  by: ' '.repeat(by),
  blocks,
});

/** Writes the blocks down as a file. A part that occurs twice, or is empty, is a mistake of the generator and throws. */
export function draft(
  file: { slot: string; kind: FileKind; executable?: boolean },
  choices: Choices,
  ...blocks: Block[]
): GeneratedFile {
  const path = fillSlot(file.slot, choices);
  const marks: GeneratedFile['ink'][number][] = [];
  const parts: Record<string, Span> = {};
  const notes: Note[] = [];
  let written = '';
  let margin = '';

  const write = (block: Block): void => {
    if (block === false) return;
    if (Array.isArray(block)) {
      block.forEach(write);
      return;
    }
    const from = written.length;
    switch (block.kind) {
      case 'text':
        for (const line of block.lines) {
          if (line.length > 0) written += margin;
          for (const piece of line) {
            const start = written.length;
            written += typeof piece === 'string' ? piece : piece.text;
            if (typeof piece !== 'string')
              marks.push({ choice: piece.choice, span: { path, from: start, to: written.length } });
          }
          written += '\n';
        }
        return;
      case 'indent': {
        const outer = margin;
        margin += block.by;
        block.blocks.forEach(write);
        margin = outer;
        return;
      }
      case 'part':
        block.blocks.forEach(write);
        if (parts[block.name] !== undefined || written.length === from)
          throw new Error(`${file.slot}: the part ${block.name} occurs twice or is empty`);
        parts[block.name] = { path, from, to: written.length };
        return;
      case 'note':
        block.blocks.forEach(write);
        notes.push({ span: { path, from, to: written.length }, why: block.why, chapter: block.chapter });
    }
  };
  blocks.forEach(write);
  return {
    path,
    slot: file.slot,
    kind: file.kind,
    text: written,
    executable: file.executable ?? false,
    ink: marks,
    parts,
    notes: notes.sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to),
  };
}

/** A slot's path under the given choices. */
export const fillSlot = (slot: string, choices: Choices): string =>
  slot.replace(/\{\{(\w+)\}\}/g, (_, id: ChoiceId) => writeChoice(choices[id]));
