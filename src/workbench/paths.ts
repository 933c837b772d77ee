import { choiceIds, writeChoice, type Choices } from '../stack/choices.ts';

/**
 * The path of a slot under the given choices: `{{project}}/urls.py` follows the project's name. A slot of the reader's own
 * may hold other braces; they stand for themselves.
 */
export function pathOfSlot(slot: string, choices: Choices): string {
  let path = slot;
  for (const id of choiceIds) path = path.replaceAll(`{{${id}}}`, () => writeChoice(choices[id]));
  return path;
}

/** The slot of a file that the reader adds: in the folder of the project it follows the project's name, as the others do. */
export const slotOfPath = (path: string, choices: Choices): string =>
  path.startsWith(`${choices.project}/`) ? `{{project}}${path.slice(choices.project.length)}` : path;

/** Longest path that an archive can be relied on to unpack everywhere. */
const longest = 200;

/** What is wrong with a path that came from outside, as a sentence; `undefined` when it may be used. */
export function refusePath(path: string): string | undefined {
  if (path === '') return 'A file needs a name.';
  if (path.length > longest) return `A path may have at most ${longest} characters.`;
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(path)) return 'A path may not hold control characters.';
  if (path.includes('\\')) return 'Write a path with / between its parts.';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return 'A path begins in the project’s folder, not at /.';
  const parts = path.split('/');
  if (parts.some((part) => part === '.' || part === '..'))
    return 'A path may not lead out of the project’s folder.';
  // A zip with a hook in it, unpacked over a checkout, would run at the next commit.
  if (parts.some((part) => part.toLowerCase() === '.git')) return 'A path may not lead into .git.';
  if (parts.includes('')) return 'A path may not have empty parts.';
  return undefined;
}

/** Why a new file cannot be there beside the others, as a sentence; `undefined` when it can. */
export function refuseBeside(path: string, others: readonly string[]): string | undefined {
  if (others.includes(path)) return `There is a file ${path} already.`;
  const other = others.find((one) => path.startsWith(`${one}/`) || one.startsWith(`${path}/`));
  return other && `${path} cannot be there beside ${other}: one of them would have to be a folder too.`;
}
