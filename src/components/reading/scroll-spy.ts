/** Marks the part of the sheet that is being read in the list at the left. */
export function markPartInView(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.sheets .parts a')];
  const headings = links.flatMap(
    (link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) ?? [],
  );
  if (headings.length === 0) return;
  const mark = (): void => {
    const line = innerHeight / 3;
    const at = headings.findLastIndex((heading) => heading.getBoundingClientRect().top < line);
    links.forEach((link, index) => {
      if (index === at) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    });
  };
  // A heading that crosses the upper third changes the part; nothing is measured in between.
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66% 0px' });
  for (const heading of headings) observer.observe(heading);
  // On a phone the list is a sheet over the page: a press on a part has to close it.
  const menu = document.getElementById('sheets');
  for (const link of links)
    link.addEventListener('click', () => {
      if (menu?.matches(':popover-open')) menu.hidePopover();
    });
}
