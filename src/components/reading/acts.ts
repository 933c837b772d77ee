import { announce, notice } from './announce.ts';

const narrow = matchMedia('(max-width: 1179.98px)');

/** Answers the presses of excerpts and fences, those that are drawn later too. */
export function listenToActs(): void {
  document.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest('button') : null;
    if (pressed === null) return;
    const { act } = pressed.dataset;
    if (act === 'copy') void copy(pressed);
    // The workbench listens for itself; where it is a drawer, it has to be opened first.
    if (act === 'open' && narrow.matches) document.getElementById('workbench')?.showPopover();
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
