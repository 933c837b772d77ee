import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultChoices, type Choices } from '../stack/choices.ts';
import { blockedArea, FakeArea } from './fakes.ts';
import { openWorkbench } from './open.ts';
import { readShare, writeShare } from './share.ts';
import type { StorageArea } from './storage.ts';
import type { Workbench } from './workbench.ts';

const open = (
  storage: StorageArea | undefined,
  fragment?: string,
  events: EventTarget = new EventTarget(),
): Workbench =>
  openWorkbench(
    {
      storage,
      exclusively: (task) => {
        task();
      },
      events,
      newWorker: undefined,
      newId: () => crypto.randomUUID(),
      now: () => new Date(),
    },
    fragment === undefined ? undefined : { fragment, read: readShare(fragment) },
  );

const textOf = (bench: Workbench): string | undefined =>
  bench.$files.get().find(({ slot }) => slot === 'Dockerfile')?.text;

const shop: Choices = { ...defaultChoices, project: 'shop' };
const written = writeShare({
  choices: shop,
  edits: [{ slot: 'Dockerfile', base: null, text: 'FROM linked\n' }],
});
const link = 'fragment' in written ? written.fragment : '';

describe('opening', () => {
  // The reader's own choices are those of the page.
  beforeEach(() => vi.stubGlobal('addEventListener', vi.fn()));
  afterEach(() => vi.unstubAllGlobals());

  test('a link stands beside the reader’s own stack, and what is made of it is found again by the same link', () => {
    const area = new FakeArea();
    open(area).edit('Dockerfile', 'FROM own\n');
    const linked = open(area, link);
    expect(linked.workspace.origin).toBe('link');
    expect(linked.$choices.get()).toEqual(shop);
    expect(textOf(linked)).toBe('FROM linked\n');
    linked.edit('Dockerfile', 'FROM linked and changed\n');
    linked.setChoice('workers', '7');
    const again = open(area, link);
    expect(textOf(again)).toBe('FROM linked and changed\n');
    expect(again.$choices.get()).toEqual({ ...shop, workers: 7 });
    expect(textOf(open(area))).toBe('FROM own\n');
    for (const key of area.values.keys()) if (key.endsWith(':workspace')) area.values.delete(key);
    expect(textOf(open(area, link))).toBe('FROM linked and changed\n');
    expect(open(area).$choices.get()).toEqual(defaultChoices);
  });

  test.each([undefined, blockedArea])('a link opens also where nothing can be kept', (area) => {
    const linked = open(area, link);
    linked.edit('Dockerfile', 'FROM changed\n');
    expect(textOf(linked)).toBe('FROM changed\n');
    expect(linked.$notices.get().map(({ kind }) => kind)).toContain('storage blocked');
  });

  test('a damaged link opens the reader’s own stack and says so', () => {
    const bench = open(new FakeArea(), `${link.slice(0, -20)}`);
    expect(bench.workspace.origin).toBe('own');
    expect(bench.$notices.get().find(({ kind }) => kind === 'link')?.message).toMatch(
      /damaged.*your own stack/,
    );
  });

  test('two tabs with the same link follow each other’s choices', () => {
    const area = new FakeArea();
    const events = new EventTarget();
    const here = open(area, link, events);
    const there = open(area, link);
    there.setChoice('workers', '7');
    for (const key of area.values.keys()) events.dispatchEvent(Object.assign(new Event('storage'), { key }));
    expect(here.$choices.get()).toEqual({ ...shop, workers: 7 });
    here.setChoice('port', '9000');
    expect(open(area, link).$choices.get()).toEqual({ ...shop, workers: 7, port: 9000 });
  });

  test('choices written by hand are a link too, of which what cannot be taken is told', () => {
    const area = new FakeArea();
    const bench = open(area, '#project=shop&workers=4&port=7&nonsense=1');
    expect(bench.workspace.origin).toBe('link');
    expect(bench.$choices.get()).toEqual({ ...shop, workers: 4 });
    expect(bench.$notices.get().find(({ kind }) => kind === 'link')?.message).toMatch(/port: .*nonsense: /);
    expect(open(area).$choices.get()).toEqual(defaultChoices);
    const refused = open(area, '#project=Not%20A%20Name&nonsense');
    expect(refused.workspace.origin).toBe('own');
    expect(refused.$notices.get().find(({ kind }) => kind === 'link')?.message).toMatch(
      /^Nothing in this link.*your own stack/,
    );
  });

  test('a link with a choice that there is not opens without it', () => {
    const strange = writeShare({ choices: { ...shop, port: 7 }, edits: [] });
    const bench = open(new FakeArea(), 'fragment' in strange ? strange.fragment : '');
    expect(bench.$choices.get()).toEqual(shop);
    expect(bench.$notices.get().find(({ kind }) => kind === 'link')?.message).toContain('port');
  });

  test('where there are no workers, it says so and everything else works', () => {
    const bench = open(new FakeArea());
    expect(bench.$problems.get().state).toBe('unavailable');
    bench.edit('Dockerfile', 'FROM mine\n');
    expect(textOf(bench)).toBe('FROM mine\n');
    expect(bench.$problems.get().state).toBe('unavailable');
    bench.close();
  });
});
