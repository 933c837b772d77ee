import { StateEffect, type Extension } from '@codemirror/state';
import { keymap, type Command } from '@codemirror/view';

/** Opens the search panel, whose code comes with the first search. */
const openSearch: Command = (view) => {
  void import('@codemirror/search').then(({ search, searchKeymap, openSearchPanel }) => {
    if (view.state.facet(keymap).every((keys) => keys !== searchKeymap))
      view.dispatch({
        effects: StateEffect.appendConfig.of([search({ top: true }), keymap.of(searchKeymap)]),
      });
    openSearchPanel(view);
  });
  return true;
};

/** Mod-F, until the search itself is there. */
export const searchKeys: Extension = keymap.of([{ key: 'Mod-f', run: openSearch }]);
