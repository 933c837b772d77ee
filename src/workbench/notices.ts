/** Something that the reader should know and that no field or file is the place for. */
export interface Notice {
  /** One notice of each kind is shown at a time; a newer one takes its place. */
  kind:
    | 'storage full'
    | 'storage blocked'
    | 'storage broken'
    | 'storage newer'
    | 'other tab'
    | 'parted'
    | 'snapshots'
    | 'checker'
    | 'link';
  /** In plain words, what happened and what it means. */
  message: string;
}
