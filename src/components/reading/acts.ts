import { announce, notice } from './announce.ts';

/** Asks the workbench to show a place of a file; whoever stands in the workbench listens on the document. */
export interface OpenRequest {
  slot: string;
  /** The line to show, from 1. */
  line: number;
}

/** Which side of the workbench the bar at the bottom asks for. */
export interface ViewRequest {
  view: 'files' | 'findings' | 'choices';
}

declare global {
  interface DocumentEventMap {
    'drydock:open': CustomEvent<OpenRequest>;
    'drydock:view': CustomEvent<ViewRequest>;
  }
}

const narrow = matchMedia('(max-width: 1179.98px)');

/** Answers the presses of excerpts, fences and the bar at the bottom, those that are drawn later too. */
export function listenToActs(): void {
  document.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest('button') : null;
    if (pressed === null) return;
    const { act, view } = pressed.dataset;
    if (act === 'copy') void copy(pressed);
    if (act === 'open') open(pressed);
    if (view === 'files' || view === 'findings' || view === 'choices')
      document.dispatchEvent(new CustomEvent('drydock:view', { detail: { view } }));
  });
  // Wide enough again, the workbench stands beside the text and not above it.
  narrow.addEventListener('change', () => {
    const workbench = document.getElementById('workbench');
    if (!narrow.matches && workbench?.matches(':popover-open')) workbench.hidePopover();
  });
}

/** Copies exactly the text: no callouts, no prompts. */
async function copy(button: HTMLElement): Promise<void> {
  const lines = button.closest('figure')?.querySelectorAll('.line > .text') ?? [];
  const text = Array.from(lines, (line) => line.textContent).join('');
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    notice('Your browser does not let this page copy. Mark the lines and copy them yourself.');
    return;
  }
  announce('Copied.');
  button.textContent = 'Copied';
  button.addEventListener(
    'blur',
    () => {
      button.textContent = 'Copy';
    },
    { once: true },
  );
}

function open(button: HTMLElement): void {
  const excerpt = button.closest<HTMLElement>('reader-excerpt');
  const first = /\d+/.exec(excerpt?.querySelector('.where')?.textContent ?? '');
  if (narrow.matches) document.getElementById('workbench')?.showPopover();
  document.dispatchEvent(
    new CustomEvent('drydock:open', {
      detail: { slot: excerpt?.dataset['slot'] ?? '', line: Number(first?.[0] ?? 1) },
    }),
  );
}
