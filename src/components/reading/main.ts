/** All that runs while a page is only read. Svelte, the editor and the checker come with the workbench. */
import type { Choices } from '../../stack/choices.ts';
import { loadChoices, onChoices } from '../../workbench/choices-store.ts';
import { listenToActs } from './acts.ts';
import { announce, notice } from './announce.ts';
import { listenToCallouts } from './callouts.ts';
import { followStructure, putBack } from './excerpts.ts';
import { paintInk, showWhens } from './ink.ts';
import { listenToNameEntries } from './name-entry.ts';
import { ReaderName } from './reader-name.ts';
import { markPartInView } from './scroll-spy.ts';
import { listenToTheme } from './theme.ts';

/** What changes in place, at once. */
function show(choices: Choices): void {
  paintInk(choices);
  showWhens(choices);
  for (const name of document.querySelectorAll('reader-name'))
    if (name instanceof ReaderName) name.show(choices);
}

async function follow(choices: Choices): Promise<void> {
  show(choices);
  try {
    if (await followStructure(choices)) announce('The excerpts of your files have changed.');
  } catch {
    notice('The new lines could not be loaded. Reload the page when you are connected again.');
  }
}

const { choices, problems, trouble } = loadChoices();
customElements.define('reader-name', ReaderName);
putBack(choices);
onChoices((changed) => void follow(changed));
void follow(choices).then(() => {
  delete document.documentElement.dataset['held'];
});
listenToActs();
listenToCallouts();
listenToTheme();
listenToNameEntries(show);
markPartInView();
if (trouble !== undefined) notice(trouble);
for (const { id, value } of problems.slice(0, 1))
  notice(
    `A choice that was kept here could not be used: ${id} = ${value.slice(0, 40)}. Its default stands in.`,
  );
