/** Lights the other end of a callout: the note of a line, or the line of a note. The links themselves need no script. */
export function listenToCallouts(): void {
  const light = (event: Event, lit: boolean): void => {
    if (!(event.target instanceof Element)) return;
    const end = event.target.closest('.line:has(> .callout), .notes > li');
    for (const link of end?.querySelectorAll<HTMLAnchorElement>(':scope > .callout') ?? []) {
      const other = document.getElementById(link.hash.slice(1));
      const whole = other?.closest('.line') ?? other;
      whole?.classList.toggle('lit', lit);
    }
  };
  for (const [type, lit] of [
    ['pointerover', true],
    ['pointerout', false],
    ['focusin', true],
    ['focusout', false],
  ] as const)
    document.addEventListener(type, (event) => {
      light(event, lit);
    });
}
