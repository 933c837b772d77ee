/** All that runs while a page is only read. Svelte, the editor and the checker come with the workbench. */
import type { Choices } from '../../stack/choices.ts';
import { loadChoices } from '../../workbench/choices-store.ts';
import { isShare } from '../../workbench/link.ts';
import { listenToActs } from './acts.ts';
import { announce, notice } from './announce.ts';
import { listenToCallouts } from './callouts.ts';
import { followFiles } from './excerpts.ts';
import { followed, onFollowed } from './followed.ts';
import { paintInk, showWhens } from './ink.ts';
import { showLinkStrip } from './link-strip.ts';
import { listenToNameEntries } from './name-entry.ts';
import { ReaderName } from './reader-name.ts';
import { markPartInView } from './scroll-spy.ts';
import { showEdited, showTabs } from './still-files.ts';
import { listenToTheme } from './theme.ts';

/** So long nothing more is written before the excerpts follow, in milliseconds. */
const idle = 300;
let resting: ReturnType<typeof setTimeout> | undefined;

/** What changes in place, at once. */
function show(choices: Choices): void {
  paintInk(choices);
  showWhens(choices);
  showTabs(choices);
  for (const name of document.querySelectorAll('reader-name'))
    if (name instanceof ReaderName) name.show(choices);
}

/** Makes the page that of the workspace which it follows. */
async function refresh(): Promise<void> {
  clearTimeout(resting);
  const workspace = followed();
  const choices = workspace.choices();
  showLinkStrip(workspace.linked);
  show(choices);
  showEdited(workspace.edits());
  try {
    const changed = await followFiles({ choices, edits: workspace.edits() }, !workspace.linked);
    // Who writes in the editor knows, and has the editor to listen to.
    if (changed && !document.activeElement?.closest('#workbench'))
      announce('The excerpts of your files have changed.');
  } catch {
    notice('The new lines could not be loaded. Reload the page when you are connected again.');
  }
  delete document.documentElement.dataset['held'];
}

customElements.define('reader-name', ReaderName);
onFollowed((what) => {
  clearTimeout(resting);
  if (what === 'choices') void refresh();
  else resting = setTimeout(() => void refresh(), idle);
});
const { problems, trouble } = loadChoices();
// What comes with a link is the workbench's to open; until then the page waits.
if (!isShare(location.hash) || document.querySelector('stack-workbench') === null) void refresh();
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
