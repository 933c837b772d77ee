import { announce } from '../reading/announce.ts';

/** The finding on the cover: its fix mends it on the spot, and it can be broken again. The build drew both states. */
class CoverFinding extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', ({ target }) => {
      if (!(target instanceof Element) || target.closest('button') === null) return;
      const mended = this.toggleAttribute('data-mended');
      const shown = this.querySelector(mended ? '.passed' : '.redline');
      // The press that was used is hidden now.
      shown?.querySelector('button')?.focus();
      announce(shown?.querySelector('p')?.textContent ?? '');
    });
  }
}

customElements.define('cover-finding', CoverFinding);
