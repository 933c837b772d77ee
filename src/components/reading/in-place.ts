/**
 * Changes the text without moving what the reader looks at: what stands at the upper edge of the screen stays there.
 * Not every browser does that by itself.
 */
export function inPlace(change: () => void): void {
  const held = scrollY > 0 ? firstInView() : undefined;
  const before = held?.getBoundingClientRect().top ?? 0;
  change();
  const by = (held?.getBoundingClientRect().top ?? 0) - before;
  if (by !== 0) scrollBy({ top: by, behavior: 'instant' });
}

const firstInView = (): Element | undefined =>
  [...document.querySelectorAll('main :is(h2, h3, p, li, reader-excerpt, reader-code)')].find(
    (element) =>
      element.getBoundingClientRect().bottom > 0 && !element.parentElement?.closest('reader-excerpt'),
  );
