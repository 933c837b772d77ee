import { notice } from '../reading/announce.ts';
import { arrivalAt, type Arrival } from './arrival.ts';
import type { Chapters } from './chapters.ts';
import { wireFrame } from './frame.ts';
import type { Live } from './mount.ts';

const failed = 'The editor could not be loaded. Check your connection and press again.';

/** Keys under which the reader's own edits stand. */
const editKey = 'drydock:own:edit:';

/**
 * The workbench as it is read: still text, no framework, no editor. When the reader reaches for it, by pointer or key,
 * the live one takes its place, and what was pressed is pressed there.
 */
class StackWorkbench extends HTMLElement {
  #live: Live | undefined;
  /** The element that the pointer is on its way through: its click comes before anything may be replaced. */
  #pressing = false;

  connectedCallback(): void {
    wireFrame(this);
    for (const type of ['pointerenter', 'pointerdown'] as const)
      this.addEventListener(type, () => {
        this.#pressing = type === 'pointerdown';
        this.#preload();
      });
    this.addEventListener('click', (event) => {
      this.#pressing = false;
      this.#reach(event.target, 'pointer');
    });
    this.addEventListener('focusin', (event) => {
      if (!this.#pressing) this.#reach(event.target, 'keyboard');
    });
    document.addEventListener('keydown', () => (this.#pressing = false), { capture: true });
    document.addEventListener('click', (event) => {
      if (event.target instanceof Element) this.#fromPage(event.target);
    });
    addEventListener('hashchange', () => {
      if (location.hash.startsWith('#s=')) location.reload();
    });
    if (location.hash.startsWith('#s=') || holdsEdits())
      requestAnimationFrame(() => void this.#take(undefined));
  }

  #preload(): void {
    void Promise.all([import('./mount.ts'), import('../editor/editor.ts')]).catch(() => undefined);
  }

  /** A press or a focus inside: the live workbench takes over and does the same once more. */
  #reach(target: EventTarget | null, by: 'pointer' | 'keyboard'): void {
    if (!(target instanceof Element)) return;
    const still = target.closest('.still');
    const control = target.closest('.bench-body button');
    if (this.#live ? !still : !still && !control) return;
    const again = control && by === 'pointer' ? keyOf(control) : undefined;
    void this.#take(arrivalAt(this.querySelector('.still'), still ? by : undefined)).then((live) => {
      if (!live || !control || still) return;
      const same = this.querySelector<HTMLElement>(keyOf(control));
      same?.focus();
      if (again) same?.click();
    });
  }

  /** What is pressed elsewhere on the page: an excerpt's "Open in the editor", the bar at the bottom. */
  #fromPage(target: Element): void {
    const excerpt = target.closest('[data-act="open"]')?.closest<HTMLElement>('reader-excerpt');
    if (excerpt) {
      const { slot = '', part } = excerpt.dataset;
      const arrival = { by: 'pointer', selection: undefined, scrollTop: 0, scrollLeft: 0 } as const;
      void this.#take(arrival).then((live) => {
        live?.openFile(slot, part);
      });
    }
    if (target.closest('[data-view="choices"], [data-bench="choices"]'))
      void this.#take(undefined).then((live) => {
        live?.showChoices();
      });
  }

  /** Loads what is missing and puts it in the still one's place: at most once each, all in one frame. */
  async #take(arrival: Arrival | undefined): Promise<Live | undefined> {
    try {
      const [{ mountWorkbench }, code] = await Promise.all([
        import('./mount.ts'),
        arrival ? import('../editor/editor.ts') : import('../code/highlight.ts'),
      ]);
      const createEditor = 'createEditor' in code ? code.createEditor : undefined;
      if (this.#live) {
        if (createEditor && arrival && this.querySelector('.still')) this.#live.edit(createEditor, arrival);
        return this.#live;
      }
      const body = document.createElement('div');
      body.className = 'bench-body';
      // In the page before it is drawn, so that the editor measures what it will be.
      this.querySelector('.bench-body')?.replaceWith(body);
      this.#live = mountWorkbench(body, location.hash, this.#chapters(), {
        ...('highlight' in code ? { highlight: code.highlight } : {}),
        ...(createEditor && arrival ? { createEditor, arrival } : {}),
      });
      this.classList.toggle('linked', this.#live.fromLink);
      return this.#live;
    } catch (error) {
      console.error(error);
      notice(failed);
      return undefined;
    }
  }

  #chapters(): Chapters {
    return JSON.parse(this.dataset['chapters'] ?? '{}') as Chapters;
  }
}

/** A selector that finds the control again in the live workbench. */
function keyOf(control: Element): string {
  const { slot, bench, frame } = (control as HTMLElement).dataset;
  if (slot !== undefined) return `[data-slot="${CSS.escape(slot)}"]`;
  if (frame !== undefined) return `[data-frame="${frame}"]`;
  return `[data-bench="${bench ?? ''}"]`;
}

function holdsEdits(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(editKey));
  } catch {
    return false;
  }
}

customElements.define('stack-workbench', StackWorkbench);
