/** A short name for a text, by FNV-1a in two lanes of 32 bits. */
export function hash(text: string): string {
  const lanes = [0x811c9dc5, 0x9747b28c].map((seed) => {
    let lane = seed;
    for (let index = 0; index < text.length; index++)
      lane = Math.imul(lane ^ text.charCodeAt(index), 0x01000193);
    return (lane >>> 0).toString(36);
  });
  return lanes.join('');
}
