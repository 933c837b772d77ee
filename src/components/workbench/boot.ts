import { isShare } from '../../workbench/link.ts';
import { notice } from '../reading/announce.ts';
import { follow } from '../reading/followed.ts';
import { arrivalAt, type Arrival } from './arrival.ts';
import type { Chapters } from './chapters.ts';
import { wireFrame } from './frame.ts';
import type { Live } from './mount.ts';

const loadMount = () => import('./mount.ts');
const loadEditor = () => import('../editor/editor.ts');
const loadHighlight = () => import('../code/highlight.ts');
// Once the reader reaches for the workbench, links and zips can be made without a connection too.
const loadShare = () => import('../../workbench/share.ts');
const loadArchive = () => import('../../workbench/archive.ts');

const failed = 'The editor could not be loaded. Check your connection and press again.';

const atStart: Arrival = { by: 'pointer', selection: undefined, scrollTop: 0, scrollLeft: 0 };

/**
 * The workbench as it is read: still text, no framework, no editor. When the reader reaches for it, by pointer or key,
 * the live one takes its place, and what was pressed is pressed there. Until then the reading script keeps the still text
 * to the reader's choices and edits. Only what a link brings comes without being asked, still without the editor.
 */
class StackWorkbench extends HTMLElement {
  #live: Live | undefined;
  /** The pointer is down: nothing may be replaced before its click has come through. */
  #pressing = false;

  connectedCallback(): void {
    wireFrame(this);
    this.addEventListener('pointerenter', () => this.#preload());
    this.addEventListener('focusin', ({ target }) => {
      if (!this.#pressing) this.#reach(target, 'keyboard');
    });
    this.addEventListener('click', ({ target }) => this.#reach(target, 'pointer'));
    document.addEventListener('pointerdown', ({ target }) => {
      this.#pressing = true;
      if (target instanceof Element && target.closest('stack-workbench, [data-view], [data-act="open"]'))
        this.#preload();
    });
    document.addEventListener('keydown', () => (this.#pressing = false), { capture: true });
    document.addEventListener('click', ({ target }) => {
      this.#pressing = false;
      if (target instanceof Element) this.#fromPage(target);
    });
    addEventListener('hashchange', () => {
      if (isLink()) location.reload();
    });
    if (isLink()) requestAnimationFrame(() => void this.#take(undefined));
  }

  #preload(): void {
    // A failure is told when the reader really needs it.
    Promise.all([loadMount(), loadEditor(), loadShare(), loadArchive()]).catch(() => undefined);
  }

  /** A press or a focus inside: the live workbench takes over and does the same once more. */
  #reach(target: EventTarget | null, by: 'pointer' | 'keyboard'): void {
    if (!(target instanceof Element)) return;
    const still = target.closest('.still');
    const control = target.closest<HTMLElement>('.bench-body button:not([data-frame])');
    if (this.#live ? !still : !still && !control) return;
    void this.#take(arrivalAt(this.querySelector('.still'), still ? by : undefined)).then((live) => {
      if (!live || !control) return;
      const same = this.querySelector<HTMLElement>(selectorOf(control));
      same?.focus();
      if (by === 'pointer') same?.click();
    });
  }

  /** What is pressed elsewhere on the page: an excerpt's "Open in the editor", the choices, the bar at the bottom. */
  #fromPage(target: Element): void {
    const excerpt = target.closest('[data-act="open"]')?.closest<HTMLElement>('reader-excerpt');
    if (excerpt) {
      const { slot = '', part } = excerpt.dataset;
      void this.#take(atStart).then((live) => live?.openFile(slot, part));
    } else if (target.closest('[data-view="choices"], [data-bench="choices"]'))
      void this.#take(undefined).then((live) => live?.showChoices());
  }

  /** Loads what is missing and puts it in the still one's place, in one frame. */
  async #take(arrival: Arrival | undefined): Promise<Live | undefined> {
    try {
      const fragment = location.hash;
      const [{ mountWorkbench }, code, share] = await Promise.all([
        loadMount(),
        arrival ? loadEditor() : loadHighlight(),
        isShare(fragment) ? loadShare() : undefined,
      ]);
      const createEditor = 'createEditor' in code ? code.createEditor : undefined;
      if (this.#live) {
        if (createEditor && arrival && this.querySelector('.still')) this.#live.edit(createEditor, arrival);
        return this.#live;
      }
      // In the page before it is filled, so that the editor can measure its place.
      const body = document.createElement('div');
      body.className = 'bench-body';
      body.dataset['live'] = '';
      this.querySelector('.bench-body')?.replaceWith(body);
      this.#live = mountWorkbench(
        body,
        share && { fragment, read: share.readShare(fragment) },
        this.#chapters(),
        {
          highlight: 'highlight' in code ? code.highlight : undefined,
          createEditor,
          arrival,
        },
      );
      this.classList.toggle('linked', this.#live.fromLink);
      return this.#live;
    } catch (error) {
      console.error(error);
      notice(failed);
      // The page has waited for what the link brings.
      if (isLink()) follow();
      return undefined;
    }
  }

  #chapters(): Chapters {
    // Written by our own build.
    return JSON.parse(this.dataset['chapters'] ?? '{}') as Chapters;
  }
}

/** Finds a control of the still workbench again in the live one. */
const selectorOf = ({ dataset: { slot, bench } }: HTMLElement): string =>
  slot === undefined ? `.bench-body [data-bench="${bench ?? ''}"]` : `[data-slot="${CSS.escape(slot)}"]`;

const isLink = (): boolean => isShare(location.hash);

customElements.define('stack-workbench', StackWorkbench);
