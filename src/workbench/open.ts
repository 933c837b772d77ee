import { Bench, type Footing } from './bench.ts';
import { furtherChoices, ownChoices } from './choices-source.ts';
import type { ReadShare } from './share.ts';
import { SafeStorage, type StorageArea } from './storage.ts';
import type { Workbench } from './workbench.ts';
import { enter, keysOf, linkWorkspace, ownWorkspace } from './workspace.ts';

/** What the browser gives. */
export interface Surroundings extends Pick<
  Footing,
  'exclusively' | 'events' | 'newWorker' | 'newId' | 'now'
> {
  /** Absent where the page may keep nothing. */
  storage: StorageArea | undefined;
}

/** What brought the reader here: a fragment that claims to carry a stack, and what `readShare` makes of it. */
export interface Link {
  fragment: string;
  read: ReadShare;
}

/**
 * Opens the reader's own workspace; or, for a link that carries a stack, a further one beside it. A link that cannot be
 * read opens the reader's own, with a notice that says why.
 */
export function openWorkbench(around: Surroundings, link?: Link): Workbench {
  const storage = new SafeStorage(around.storage);
  const own = { ...around, storage, workspace: ownWorkspace, choices: ownChoices, first: [] };
  if (link === undefined) return entered(own);
  const { fragment, read } = link;
  if ('message' in read) {
    const bench = entered(own);
    bench.notices.tell({ kind: 'link', message: `${read.message} This is your own stack.` });
    return bench;
  }
  const workspace = linkWorkspace(fragment);
  const { choices, edits } = read.shared;
  const bench = entered({
    ...own,
    workspace,
    choices: furtherChoices(storage, keysOf(workspace).choices, choices, around.events),
    first: edits,
  });
  const refused = read.problems.slice(0, 3).map(({ id, message }) => `${id.slice(0, 40)}: ${message}`);
  if (refused.length > 0)
    bench.notices.tell({
      kind: 'link',
      message: `Not everything in the link could be taken. ${refused.join(' ')}`,
    });
  return bench;
}

function entered(footing: Footing): Bench {
  const known = enter(footing.storage, footing.workspace);
  return new Bench(known ? { ...footing, first: [] } : footing);
}

/** What this page's browser gives, as far as it does. */
export function browserSurroundings(): Surroundings {
  return {
    storage: localArea(),
    exclusively: (task) => {
      if (!('locks' in navigator)) task();
      // Where the lock is refused, revisions alone keep the tabs apart.
      else navigator.locks.request('drydock', task).catch(task);
    },
    events: window,
    newWorker:
      typeof Worker === 'undefined'
        ? undefined
        : () => new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' }),
    newId: () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (one) => one.toString(36)).join(''),
    now: () => new Date(),
  };
}

/** Even to ask for it is an error where a browser blocks it. */
function localArea(): StorageArea | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
