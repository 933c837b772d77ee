import { choiceOf, type ChoiceId } from '../../stack/choices.ts';
import { loadChoices, saveChoice } from '../../workbench/choices-store.ts';
import { announce, notice } from './announce.ts';
import { shownValue } from './shown-value.ts';

/** Keeps a choice as it was written in a form, and says what follows from it. */
export function takeChoice(id: ChoiceId, written: string): void {
  const saved = saveChoice(id, written);
  if (saved.saved)
    announce(`${choiceOf(id).label}: ${shownValue(id, loadChoices().choices)}. The page follows.`);
  else notice('refused' in saved ? saved.refused : saved.trouble);
}
