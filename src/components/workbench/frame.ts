/** Where the frame's state is kept; the script in the page's head puts it back before the first paint. */
const key = 'drydock:frame';

type Frame = 'column' | 'full' | 'folded';

/**
 * The workbench as a column beside the prose, over the full page, or folded away at the edge; remembered. The buttons
 * carry `data-frame`; the state stands at the root, where the style sheet reads it.
 */
export function wireFrame(workbench: HTMLElement): void {
  const root = document.documentElement;
  set((root.dataset['frame'] as Frame | undefined) ?? 'column');
  document.addEventListener('click', (event) => {
    const pressed =
      event.target instanceof Element && event.target.closest<HTMLElement>('button[data-frame]');
    if (!pressed) return;
    const wanted = pressed.dataset['frame'] as Frame;
    const next = root.dataset['frame'] === wanted ? 'column' : wanted;
    set(next);
    keep(next);
    if (next === 'folded') document.querySelector<HTMLElement>('.unfold')?.focus();
    else workbench.querySelector<HTMLElement>(`.frame [data-frame="${wanted}"]`)?.focus();
  });

  function set(frame: Frame): void {
    root.dataset['frame'] = frame;
    for (const button of document.querySelectorAll<HTMLElement>('button[data-frame="full"]'))
      button.ariaPressed = String(frame === 'full');
  }
}

function keep(frame: Frame): void {
  try {
    localStorage.setItem(key, frame);
  } catch {
    // Nothing can be kept here; the frame lasts until the page is left.
  }
}
