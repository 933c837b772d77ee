/** Takes a message's first sentence, which says what is wrong, from the rest, which says what follows. */
export function firstSentence(message: string): { title: string; rest: string } {
  // A full stop inside code (`settings.py`) or a number (6.1) ends nothing: a blank and a capital or code must follow.
  for (const end of message.matchAll(/[.?] +(?=[A-Z`])/g)) {
    const at = end.index + 1;
    const ticks = message.slice(0, at).split('`').length - 1;
    if (ticks % 2 === 0) return { title: message.slice(0, at), rest: message.slice(at).trim() };
  }
  return { title: message, rest: '' };
}
