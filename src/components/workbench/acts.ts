import type { Fix } from '../../stack/rules/rule.ts';
import type { Span } from '../../stack/stack.ts';
import type { Conflict, Resolution } from '../../workbench/merge.ts';
import type { Notice } from '../../workbench/notices.ts';

/** What the reader can do on the workbench. The build draws it without, for nobody can press anything yet. */
export interface Acts {
  open(slot: string): void;
  /** Goes to a place in any of the files. */
  goTo(span: Span): void;
  edit(slot: string, text: string): void;
  fix(fix: Fix): void;
  resolve(conflict: Conflict, how: Resolution): void;
  copy(): void;
  saveFile(): void;
  compare(): void;
  restart(): void;
  snapshots(): void;
  download(): void;
  share(): void;
  dismiss(notice: Notice): void;
}
