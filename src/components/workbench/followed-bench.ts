import type { Workbench } from '../../workbench/workbench.ts';
import type { Followed } from '../reading/followed.ts';

/** A workbench as the workspace that the page around it shows. */
export const followedBench = (bench: Workbench): Followed => ({
  linked: bench.workspace.origin === 'link',
  choices: () => bench.$choices.get(),
  edits: () => bench.written(),
  save(id, written) {
    const refused = bench.setChoice(id, written);
    return refused === undefined ? { saved: true } : { saved: false, refused };
  },
  listen(changed) {
    const ends = [
      bench.$choices.listen(() => changed('choices')),
      bench.$files.listen(() => changed('edits')),
    ];
    return () => {
      for (const end of ends) end();
    };
  },
});
