import { formatChoices, parseChoices, readChoice, withChoice, type Choices } from '../stack/choices.ts';
import { loadChoices, onChoices, saveChoice, type LoadedChoices, type Saved } from './choices-store.ts';
import { troubleNotice } from './notices.ts';
import type { SafeStorage, Trouble } from './storage.ts';

/** Where a workspace has its choices from. */
export interface ChoicesSource {
  load(): LoadedChoices;
  /** Takes one choice as it is written in a form, keeps it and tells every listener. */
  save: typeof saveChoice;
  /** Calls back on every change, wherever it was made; returns the end of that. */
  listen(listener: (choices: Choices) => void): () => void;
}

/** The reader's own: those that every page of the site follows. */
export const ownChoices: ChoicesSource = { load: loadChoices, save: saveChoice, listen: onChoices };

/**
 * The choices of a further workspace, under a key of their own.
 *
 * @param first what they are until they are changed
 * @param events where `storage` events are heard, by which other tabs tell what they stored
 */
export function furtherChoices(
  storage: SafeStorage,
  key: string,
  first: Choices,
  events: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
): ChoicesSource {
  const stored = (): { value?: ReturnType<typeof parseChoices>; trouble?: Trouble } =>
    storage.read(key, (found) => {
      const { form } = found as { form?: unknown };
      return typeof form === 'string' ? parseChoices(form) : undefined;
    });
  const { value, trouble } = stored();
  let current = value?.choices ?? first;
  const listeners = new Set<(choices: Choices) => void>();
  const tell = (): void => {
    for (const listener of listeners) listener(current);
  };
  const takeFromOtherTab = (event: Event): void => {
    if ((event as StorageEvent).key !== key) return;
    current = stored().value?.choices ?? current;
    tell();
  };
  return {
    load: () => ({
      choices: current,
      problems: value?.problems ?? [],
      ...(trouble === undefined ? {} : { trouble: troubleNotice(trouble).message }),
    }),
    save(id, written): Saved {
      const read = readChoice(id, written);
      if ('message' in read) return { saved: false, refused: read.message };
      current = withChoice(current, id, read.value);
      const refused = storage.write(key, { form: formatChoices(current) });
      tell();
      return refused === undefined
        ? { saved: true }
        : { saved: false, trouble: troubleNotice(refused).message };
    },
    listen(listener) {
      if (listeners.size === 0) events.addEventListener('storage', takeFromOtherTab);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) events.removeEventListener('storage', takeFromOtherTab);
      };
    },
  };
}
