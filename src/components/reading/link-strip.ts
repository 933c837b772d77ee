import { h, toDom } from '../code/markup.ts';

/** Says above the text that it follows what came with a link, and leads back; or takes that away. */
export function showLinkStrip(linked: boolean): void {
  const strip = document.querySelector('.link-strip');
  if (!linked) strip?.remove();
  if (!linked || strip !== null) return;
  const said = 'This page shows a stack that came with a link, its names and its files, apart from your own.';
  document
    .querySelector('main')
    ?.prepend(
      toDom(h('p', { class: 'link-strip' }, `${said} `, h('a', { href: '' }, 'Back to your own stack'))),
    );
}
