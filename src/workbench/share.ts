import { deflateSync, inflateSync } from 'fflate';
import { formatChoices, parseChoices, type ChoiceProblem, type Choices } from '../stack/choices.ts';
import { kindOf } from '../stack/read/kind.ts';
import { readEdit } from './edit-json.ts';
import type { Edit } from './edit.ts';
import { isShare } from './link.ts';

/** What a link carries. */
export interface Shared {
  choices: Choices;
  edits: Edit[];
}

/** A link as it was read: what it carries and which choices could not be taken; or what is wrong with it, in words. */
export type ReadShare = { shared: Shared; problems: ChoiceProblem[] } | { message: string };

/** The number is that of the form: a link is read by every later version of the site. */
const start = '#s=1.';

/** Longer links are cut off by programs on their way. */
const longestFragment = 60_000;
/** A link that unpacks to more is not one of ours. */
const mostBytes = 2_000_000;
const mostEdits = 200;

/**
 * Writes choices and edits as the fragment of a link, which browsers send to no server. Files for secrets stay out of it.
 *
 * @returns the fragment with its `#`, or why there is none, in words for the reader
 */
export function writeShare({ choices, edits }: Shared): { fragment: string } | { message: string } {
  const carried = edits.filter(({ slot }) => !holdsSecrets(slot));
  const content = JSON.stringify({ choices: formatChoices(choices), edits: carried });
  const fragment = start + toBase64Url(deflateSync(new TextEncoder().encode(content), { level: 9 }));
  if (fragment.length <= longestFragment) return { fragment };
  const size = Math.ceil(fragment.length / 1000);
  return {
    message: `Your edits make a link of ${size} kB, and links over ${longestFragment / 1000} kB get lost on their way. Download the stack and pass the zip on.`,
  };
}

/** Reads the fragment of a link. Never throws. */
export function readShare(fragment: string): ReadShare {
  if (!isShare(fragment)) return { message: 'This link carries no stack.' };
  if (fragment.length > longestFragment)
    return { message: 'This link is longer than any that this site makes.' };
  if (!fragment.startsWith('#s=')) return readForm(fragment.slice(1));
  if (!fragment.startsWith(start))
    return /^#s=\d{1,6}\./.test(fragment)
      ? { message: 'This link was made by a newer version of this site. Reload the page and try again.' }
      : damaged;
  const content = unpacked(fragment.slice(start.length));
  return content === undefined ? damaged : readContent(content);
}

const damaged = {
  message: 'This link is damaged, perhaps cut off on its way. Ask for it once more, and copy it whole.',
};

/** Choices alone, as anyone can write them by hand. A link of which nothing can be taken carries none. */
function readForm(form: string): ReadShare {
  const { choices, problems } = parseChoices(form);
  const [first] = problems;
  if (first === undefined || problems.length < new URLSearchParams(form).size)
    return { shared: { choices, edits: [] }, problems };
  return { message: `Nothing in this link could be taken. ${first.id.slice(0, 40)}: ${first.message}` };
}

function readContent(content: unknown): ReadShare {
  if (typeof content !== 'object' || content === null) return damaged;
  const { choices: form, edits: found } = content as Partial<Record<string, unknown>>;
  if (typeof form !== 'string' || !Array.isArray(found) || found.length > mostEdits) return damaged;
  const edits = new Map<string, Edit>();
  for (const one of found) {
    const edit = readEdit(one);
    if (edit === undefined) return damaged;
    if (!holdsSecrets(edit.slot)) edits.set(edit.slot, edit);
  }
  const { choices, problems } = parseChoices(form);
  return { shared: { choices, edits: [...edits.values()] }, problems };
}

/** `.env` and its kin; an example of one holds no secrets and may travel. */
const holdsSecrets = (slot: string): boolean =>
  kindOf(slot) === 'env' && !/[.-](example|sample|template|dist)$/i.test(slot);

function unpacked(data: string): unknown {
  const bytes = fromBase64Url(data);
  if (bytes === undefined) return undefined;
  try {
    // What does not fit is cut off there, and one byte more than allowed tells that there was more.
    const content = inflateSync(bytes, { out: new Uint8Array(mostBytes + 1) });
    if (content.length > mostBytes) return undefined;
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return undefined;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(data: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(data)) return undefined;
  try {
    return Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  } catch {
    return undefined;
  }
}
