import type { Stack } from '../stack.ts';

/**
 * Whether a Compose file of the stack has a key of that name, anywhere: then it may supply what an image leaves open,
 * and rules that miss it in the image cannot know.
 */
export function composeMentions(stack: Stack, key: string): boolean {
  const line = new RegExp(`(^|[\\s{,"'-])${key}["']?[ \\t]*:`, 'm');
  return [...stack.values()].some(({ kind, text }) => kind === 'compose' && line.test(text));
}
