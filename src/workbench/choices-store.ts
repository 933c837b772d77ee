import {
  choiceIds,
  formatChoices,
  parseChoices,
  readChoice,
  withChoice,
  writeChoice,
  type ChoiceId,
  type ChoiceProblem,
  type Choices,
} from '../stack/choices.ts';

/** Where the reader's choices are kept, in their URL form. Untouched choices are kept as no entry. */
export const choicesKey = 'drydock:own:choices';

/** What has been stored, as far as it can be used. */
export interface LoadedChoices {
  choices: Choices;
  /** Stored values that could not be taken; the defaults stand in for them. */
  problems: readonly ChoiceProblem[];
  /** Why nothing could be read, as a sentence; `undefined` when the storage answered. */
  trouble?: string;
}

export type Saved =
  | { saved: true }
  /** The value is not allowed and nothing has changed. */
  | { saved: false; refused: string }
  /** The value is in force on this page, but will be gone after it. */
  | { saved: false; trouble: string };

const blocked = 'Your browser does not let this page keep anything, so your choices last until you leave it.';
const full = 'Your browser has no room left for this site, so this choice lasts until you leave the page.';

let current: LoadedChoices | undefined;
const listeners = new Set<(choices: Choices) => void>();

/**
 * The choices in force: those of this page, or the stored ones, with what was wrong when they were read; whoever asks is
 * told the same. It never throws.
 */
export function loadChoices(): LoadedChoices {
  current ??= readStored();
  return current;
}

function readStored(): LoadedChoices {
  try {
    return parseChoices(localStorage.getItem(choicesKey) ?? '');
  } catch {
    return { ...parseChoices(''), trouble: blocked };
  }
}

/** Takes one choice as it is written in a form, keeps it and tells every listener. */
export function saveChoice(id: ChoiceId, written: string): Saved {
  const read = readChoice(id, written);
  if ('message' in read) return { saved: false, refused: read.message };
  const before = loadChoices();
  current = { ...before, choices: withChoice(before.choices, id, read.value) };
  const saved = store(current.choices, before.trouble);
  tell(current.choices);
  return saved;
}

function store(choices: Choices, trouble: string | undefined): Saved {
  try {
    const form = formatChoices(choices);
    if (form === '') localStorage.removeItem(choicesKey);
    else localStorage.setItem(choicesKey, form);
    return { saved: true };
  } catch {
    return { saved: false, trouble: trouble ?? full };
  }
}

/**
 * Calls back on every change of the choices, whether it was made on this page or in another tab.
 *
 * @returns ends the calls
 */
export function onChoices(listener: (choices: Choices) => void): () => void {
  if (listeners.size === 0) addEventListener('storage', takeFromOtherTab);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('storage', takeFromOtherTab);
  };
}

function takeFromOtherTab(event: StorageEvent): void {
  // A key of null means that everything was cleared.
  if (event.key !== choicesKey && event.key !== null) return;
  current = parseChoices(event.newValue ?? '');
  tell(current.choices);
}

const tell = (choices: Choices): void => {
  for (const listener of listeners) listener(choices);
};

/** The choices in which two sets differ. */
export const changedChoices = (a: Choices, b: Choices): ChoiceId[] =>
  choiceIds.filter((id) => writeChoice(a[id]) !== writeChoice(b[id]));
