import { atom } from 'nanostores';
import type { Trouble } from './storage.ts';

/** Something that the reader should know and that no field or file is the place for. */
export interface Notice {
  /** One notice of each kind is shown at a time; a newer one takes its place. */
  kind: `storage ${Trouble}` | 'other tab' | 'parted' | 'snapshots' | 'checker' | 'choices' | 'link';
  /** In plain words, what happened and what it means. */
  message: string;
}

const troubles: Readonly<Record<Trouble, string>> = {
  blocked:
    'Your browser does not let this page keep anything. Everything works, but download your stack or copy its link before you leave.',
  full: 'Your browser has no room left for this site. What you write from now on lasts until you leave the page: download your stack or copy its link.',
  broken:
    'Something that was stored here could not be read. It was kept aside, nothing of it was overwritten, and you see the rest.',
  newer:
    'Something here was stored by a newer version of this site. It is left as it is; reload the page to get that version. What you change in these files meanwhile lasts until you leave.',
};

export const troubleNotice = (trouble: Trouble): Notice => ({
  kind: `storage ${trouble}`,
  message: troubles[trouble],
});

/** The notices that are shown. */
export class Notices {
  readonly $all = atom<readonly Notice[]>([]);

  /** Shows a notice in the place of an older one of its kind. */
  tell(notice: Notice): void {
    this.$all.set([...this.$all.get().filter(({ kind }) => kind !== notice.kind), notice]);
  }

  dismiss(notice: Notice): void {
    this.$all.set(this.$all.get().filter((one) => one !== notice));
  }
}
