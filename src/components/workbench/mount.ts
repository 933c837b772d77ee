import { flushSync, mount } from 'svelte';
import { browserSurroundings, openWorkbench, type Link } from '../../workbench/open.ts';
import { notice } from '../reading/announce.ts';
import { follow } from '../reading/followed.ts';
import type { highlight as Highlight } from '../code/highlight.ts';
import type { createEditor as CreateEditor } from '../editor/editor.ts';
import type { Arrival } from './arrival.ts';
import type { Chapters } from './chapters.ts';
import { followedBench } from './followed-bench.ts';
import WorkbenchPanes from './Workbench.svelte';

/** What shows the text of a file: the editor, or still text for who has not reached for it. */
export interface Shown {
  createEditor: typeof CreateEditor | undefined;
  highlight: typeof Highlight | undefined;
  arrival: Arrival | undefined;
}

/** What the page can ask of the workbench. */
export interface Live {
  openFile(slot: string, part?: string): void;
  edit(create: typeof CreateEditor, from: Arrival): void;
  showChoices(): void;
  /** Whether it holds what a link brought, apart from the reader's own. */
  readonly fromLink: boolean;
}

/** Sets the reader's own workbench up in an element, or that of a link. */
export function mountWorkbench(
  target: Element,
  link: Link | undefined,
  chapters: Chapters,
  shown: Shown,
): Live {
  const bench = openWorkbench(browserSurroundings(), link);
  const { openFile, edit, showChoices } = mount(WorkbenchPanes, {
    target,
    props: { bench, chapters, ...shown },
  });
  flushSync();
  const count = document.createElement('b');
  document.querySelector('.bar [data-view="findings"]')?.append(' ', count);
  bench.$problems.subscribe(({ problems }) => {
    count.textContent = problems.length > 0 ? String(problems.length) : '';
  });
  follow(followedBench(bench));
  const told = bench.$notices.get().find(({ kind }) => kind === 'link');
  if (told && !target.checkVisibility()) notice(told.message);
  return { openFile, edit, showChoices, fromLink: bench.workspace.origin === 'link' };
}
