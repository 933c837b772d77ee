import type { ChoiceId, Choices } from '../../stack/choices.ts';
import { loadChoices, onChoices, saveChoice, type Saved } from '../../workbench/choices-store.ts';
import type { Edit } from '../../workbench/edit.ts';
import { editKey, storedEdits } from '../../workbench/stored-edits.ts';

/** The workspace that a page shows: its names, and what its reader wrote in the files. */
export interface Followed {
  /** Whether it came with a link and stands beside the reader's own. */
  linked: boolean;
  choices(): Choices;
  edits(): readonly Edit[];
  save(id: ChoiceId, written: string): Saved;
  /**
   * Calls back on every change, wherever it was made.
   *
   * @returns ends the calls
   */
  listen(changed: (what: 'choices' | 'edits') => void): () => void;
}

/** The reader's own workspace, from the storage: as long as no workbench has been opened over it. */
const own: Followed = {
  linked: false,
  choices: () => loadChoices().choices,
  edits: storedEdits,
  save: saveChoice,
  listen(changed) {
    const onStorage = ({ key }: StorageEvent): void => {
      // A key of null means that everything was cleared.
      if (key === null || key.startsWith(editKey)) changed('edits');
    };
    addEventListener('storage', onStorage);
    const endChoices = onChoices(() => changed('choices'));
    return () => {
      removeEventListener('storage', onStorage);
      endChoices();
    };
  },
};

let current = own;
let listener: (what: 'choices' | 'edits') => void = () => undefined;
let end = (): void => undefined;

/** The workspace that this page shows now. */
export const followed = (): Followed => current;

/** Makes the page show another workspace; without one, the reader's own as it is stored. */
export function follow(workspace: Followed = own): void {
  end();
  current = workspace;
  end = current.listen(listener);
  listener('choices');
}

/** Calls back whenever what the page shows has changed; to be set once. */
export function onFollowed(changed: typeof listener): void {
  listener = changed;
  end();
  end = current.listen(listener);
}
