/**
 * Whether the fragment of an address claims to carry a stack: packed, `#s=1.…`, or as choices in their URL form,
 * `#project=shop&workers=4`. The id of a heading has no `=` in it.
 */
export const isShare = (fragment: string): boolean => /^#[A-Za-z]+=/.test(fragment);
