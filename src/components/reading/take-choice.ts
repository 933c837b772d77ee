import { choiceOf, type ChoiceId } from '../../stack/choices.ts';
import { announce, notice } from './announce.ts';
import { followed } from './followed.ts';
import { shownValue } from './shown-value.ts';

/** Gives a choice, as it was written in a form, to the workspace that the page shows, and says what follows from it. */
export function takeChoice(id: ChoiceId, written: string): void {
  const saved = followed().save(id, written);
  if (saved.saved)
    announce(`${choiceOf(id).label}: ${shownValue(id, followed().choices())}. The page follows.`);
  else notice('refused' in saved ? saved.refused : saved.trouble);
}
