import type { ChapterId } from '../../stack/choices.ts';

/** The chapters that can be read, so that no link leads nowhere. */
export type Chapters = Partial<Record<ChapterId, { title: string; href: string }>>;
