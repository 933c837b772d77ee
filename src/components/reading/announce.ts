/** Says a sentence to screen readers, without moving anything. */
export function announce(sentence: string): void {
  const said = document.getElementById('said');
  if (said !== null) said.textContent = sentence;
}

/** Shows a sentence at the edge of the page until it is put away, and says it. A new one takes the old one's place. */
export function notice(sentence: string): void {
  document.querySelector('.notice')?.remove();
  const box = document.createElement('div');
  box.className = 'notice';
  box.setAttribute('role', 'status');
  const text = document.createElement('span');
  text.textContent = sentence;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => {
    box.remove();
  });
  box.append(text, close);
  document.body.append(box);
}
