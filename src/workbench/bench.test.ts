import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { choiceIds, defaultChoices } from '../stack/choices.ts';
import type { Change, Fix, Problem } from '../stack/rules/rule.ts';
import { Bench, type Footing } from './bench.ts';
import type { CheckAnswer, CheckRequest } from './check-protocol.ts';
import type { CheckWorker } from './checker.ts';
import { furtherChoices } from './choices-source.ts';
import type { Edit, OpenFile } from './edit.ts';
import { FakeArea } from './fakes.ts';
import { mostSnapshots } from './snapshots.ts';
import { SafeStorage } from './storage.ts';
import { ownWorkspace } from './workspace.ts';

const prefix = 'drydock:own:';

/** All pages have one clock, and no two things the same name. */
let ids = 0;
let seconds = 0;

/** A page with a workbench; pages over one area hear each other, as tabs of one browser do. */
function page(area: FakeArea, first: Edit[] = []) {
  const storage = new SafeStorage(area);
  const worker: CheckWorker = {
    postMessage: (request: CheckRequest) => asked.push(request),
    terminate: () => undefined,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
  };
  const asked: CheckRequest[] = [];
  const events = new EventTarget();
  const written = area.written;
  area.written = (key) => {
    written(key);
    if (!writing) events.dispatchEvent(Object.assign(new Event('storage'), { key }));
  };
  let writing = false;
  const footing: Footing = {
    workspace: ownWorkspace,
    storage,
    choices: furtherChoices(storage, `${prefix}choices`, defaultChoices, events),
    exclusively: (task) => {
      writing = true;
      task();
      writing = false;
    },
    events,
    newWorker: () => worker,
    newId: () => String(++ids),
    now: () => new Date(Date.UTC(2026, 10, 23, 12, 0, ++seconds)),
    first,
  };
  const bench = new Bench(footing);
  const file = (slot: string): OpenFile => {
    const found = bench.$files.get().find((one) => one.slot === slot);
    if (found === undefined) throw new Error(`no ${slot}`);
    return found;
  };
  return {
    bench,
    file,
    asked,
    events,
    kinds: () => bench.$notices.get().map(({ kind }) => kind),
    names: () => bench.$snapshots.get().map(({ name }) => name),
    /** Lets the checker answer for the newest files. */
    answer(problems: Problem[]) {
      vi.advanceTimersByTime(100);
      const version = asked.at(-1)?.version ?? 0;
      worker.onmessage?.({ data: { problems, version } } as MessageEvent<CheckAnswer>);
    },
  };
}

const problemWith = (...changes: Change[]): { problem: Problem; fix: Fix } => {
  const fix = { title: 'Mend it', changes };
  const at = { path: 'Dockerfile', from: 0, to: 1 };
  return {
    problem: { rule: 'dockerfile/x', severity: 'error', message: '', at, related: [], fixes: [fix] },
    fix,
  };
};

describe('the workbench', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('an edit shows at once, is there after a reload, and is gone when it is undone', () => {
    const area = new FakeArea();
    const { bench, file } = page(area);
    const { text } = file('Dockerfile');
    bench.edit('Dockerfile', `${text}# mine\n`);
    expect(file('Dockerfile')).toMatchObject({ text: `${text}# mine\n`, edited: true });
    expect(page(area).file('Dockerfile').text).toBe(`${text}# mine\n`);
    bench.edit('Dockerfile', text);
    expect(page(area).file('Dockerfile')).toMatchObject({ text, edited: false });
  });

  test('only what changed is a new object', () => {
    const { bench, file } = page(new FakeArea());
    const before = bench.$files.get();
    bench.edit('Dockerfile', 'FROM scratch\n');
    expect(bench.$files.get().filter((one, index) => one !== before[index])).toEqual([file('Dockerfile')]);
  });

  test('a refused choice changes nothing and says why; a taken one reaches every edited file', () => {
    const { bench, file } = page(new FakeArea());
    bench.edit('{{project}}/views.py', `${file('{{project}}/views.py').text}# mine\n`);
    bench.open('{{project}}/views.py');
    expect(bench.setChoice('project', 'Not A Name')).toMatch(/lower-case/);
    expect(bench.$choices.get()).toBe(defaultChoices);
    expect(bench.setChoice('project', 'shop')).toBeUndefined();
    expect(file('{{project}}/views.py').path).toBe('shop/views.py');
    expect(file('{{project}}/views.py').text).toMatch(/shop\/home[^]*# mine/);
    expect(bench.$active.get()).toBe('{{project}}/views.py');
    bench.setChoice('starter', 'off');
    expect(bench.$aside.get()).toMatchObject([{ slot: '{{project}}/views.py', why: 'left out' }]);
    expect(bench.$active.get()).toBe('Dockerfile');
  });

  test('every choice can be changed over an edit of every file', () => {
    const { bench } = page(new FakeArea());
    for (const { slot, text } of bench.$files.get()) bench.edit(slot, `# mine\n${text}`);
    const { project } = defaultChoices;
    for (const [id, written] of [
      ['project', 'shop'],
      ['stages', 'one'],
      ['staticFiles', 'whitenoise'],
      ['migrate', 'off'],
      ['project', project],
    ] as const) {
      expect(choiceIds).toContain(id);
      expect(bench.setChoice(id, written)).toBeUndefined();
      for (const { text } of bench.$files.get()) expect(text).toContain('# mine\n');
    }
  });

  test('a conflict is shown, outlives other edits, and is decided with a way back', () => {
    const { bench, file } = page(new FakeArea());
    const { text } = file('Dockerfile');
    bench.edit('Dockerfile', text.replace(/^FROM .*$/gm, 'FROM mine:1'));
    bench.setChoice('python', '3.12');
    const [conflict] = file('Dockerfile').conflicts;
    expect(conflict?.mine).toContain('FROM mine:1');
    expect(conflict?.theirs).toContain('3.12');
    bench.edit('Dockerfile', `${file('Dockerfile').text}# more\n`);
    for (let [next] = file('Dockerfile').conflicts; next; [next] = file('Dockerfile').conflicts)
      bench.resolve('Dockerfile', next, 'theirs');
    expect(file('Dockerfile').text).toBe(`${file('Dockerfile').generated?.text}# more\n`);
    const [kept] = bench.$snapshots.get().filter(({ name }) => name.startsWith('Before the generated'));
    bench.restore(kept?.id ?? '');
    expect(file('Dockerfile').text).toContain('FROM mine:1');
  });

  test('starting again and going back lose nothing', () => {
    const area = new FakeArea();
    const { bench, file, names } = page(area);
    bench.edit('Dockerfile', 'FROM mine\n');
    bench.restart('Dockerfile');
    expect(file('Dockerfile').edited).toBe(false);
    expect(names()).toEqual(['Before it was started again']);
    const again = page(area);
    again.bench.restore(again.bench.$snapshots.get()[0]?.id ?? '');
    expect(again.file('Dockerfile').text).toBe('FROM mine\n');
    expect(again.names()).toEqual([
      'Before going back to “Before it was started again”',
      'Before it was started again',
    ]);
  });

  test('more snapshots than are kept: the oldest goes, and that is told', () => {
    const { bench, kinds } = page(new FakeArea());
    for (let number = 0; number <= mostSnapshots; number++) bench.snapshot('Dockerfile', `number ${number}`);
    expect(bench.$snapshots.get()).toHaveLength(mostSnapshots);
    expect(bench.$notices.get()[0]?.message).toContain('“number 0” of Dockerfile');
    const [notice] = bench.$notices.get();
    if (notice) bench.dismiss(notice);
    expect(kinds()).toEqual([]);
  });

  test('a deleted file comes back as it is generated; what the reader had written is a snapshot', () => {
    const { bench, file, names } = page(new FakeArea());
    bench.edit('Dockerfile', 'FROM mine\n');
    bench.edit('Dockerfile', null);
    expect(bench.$aside.get()).toMatchObject([{ path: 'Dockerfile', why: 'deleted' }]);
    expect(names()).toEqual(['Before it was deleted']);
    bench.restart('Dockerfile');
    expect(file('Dockerfile').edited).toBe(false);
  });

  test('files of the reader’s own are added where they fit, and opened', () => {
    const { bench, file } = page(new FakeArea());
    expect(bench.add('harbour/tasks.py', 'x = 1\n')).toBeUndefined();
    expect(bench.$active.get()).toBe('{{project}}/tasks.py');
    bench.setChoice('project', 'shop');
    expect(file('{{project}}/tasks.py').path).toBe('shop/tasks.py');
    for (const path of ['Dockerfile', 'Dockerfile/x', 'shop', '../x', '.git/config'])
      expect(bench.add(path, '')).toMatch(/\.$/);
    bench.edit('{{project}}/tasks.py', null);
    expect(bench.$aside.get()).toEqual([]);
  });

  test('what one tab writes shows in the other, and it is told', () => {
    const area = new FakeArea();
    const [a, b] = [page(area), page(area)];
    a.bench.edit('Dockerfile', 'FROM a\n');
    expect(b.file('Dockerfile').text).toBe('FROM a\n');
    expect([a.kinds(), b.kinds()]).toEqual([[], ['other tab']]);
    a.bench.snapshot('Dockerfile', 'kept');
    expect(b.names()).toEqual(['kept']);
    b.bench.close();
    a.bench.edit('Dockerfile', 'FROM a2\n');
    expect(b.file('Dockerfile').text).toBe('FROM a\n');
  });

  test('a storage without room: told once, and all is there until there is room again', () => {
    const area = Object.assign(new FakeArea(), { room: 0 });
    const { bench, file, kinds, events } = page(area);
    bench.edit('Dockerfile', 'FROM mine\n');
    bench.edit('Dockerfile', 'FROM mine2\n');
    bench.restart('Dockerfile');
    bench.restore(bench.$snapshots.get()[0]?.id ?? '');
    expect(file('Dockerfile').text).toBe('FROM mine2\n');
    expect(kinds()).toEqual(['storage full']);
    area.room = Infinity;
    events.dispatchEvent(new Event('pagehide'));
    const later = page(area);
    expect(later.file('Dockerfile').text).toBe('FROM mine2\n');
    expect(later.names()).toContain('Before it was started again');
  });

  test('problems are sorted to their files, and are old from the next letter on', () => {
    const { bench, answer } = page(new FakeArea());
    expect(bench.$problems.get().state).toBe('checking');
    const { problem } = problemWith();
    answer([problem]);
    expect(bench.$problems.get()).toEqual({
      state: 'checked',
      problems: [problem],
      byPath: new Map([['Dockerfile', [problem]]]),
    });
    bench.edit('Dockerfile', 'FROM mine\n');
    expect(bench.$problems.get()).toMatchObject({ state: 'checking', problems: [problem] });
  });

  test('a fix does all of its steps', () => {
    const { bench, file, answer } = page(new FakeArea());
    bench.edit('Dockerfile', 'FROM a\nUSER b\n');
    const { problem, fix } = problemWith(
      { kind: 'replace', at: { path: 'Dockerfile', from: 5, to: 6 }, text: 'longer' },
      { kind: 'replace', at: { path: 'Dockerfile', from: 12, to: 13 }, text: 'app' },
      { kind: 'create', path: 'nginx/default.conf', text: 'server {}\n', executable: false },
      { kind: 'mode', path: 'docker-entrypoint.sh', executable: false },
    );
    answer([problem]);
    expect(bench.applyFix(fix)).toBeUndefined();
    expect(file('Dockerfile').text).toBe('FROM longer\nUSER app\n');
    expect(file('nginx/default.conf')).toMatchObject({ kind: 'nginx', text: 'server {}\n' });
    expect(file('docker-entrypoint.sh')).toMatchObject({ executable: false, edited: true });
    expect(bench.$active.get()).toBe('Dockerfile');
    expect(bench.applyFix(fix)).toMatch(/have changed/);
  });

  test.each<[string, Change]>([
    [
      'a place that is not there',
      { kind: 'replace', at: { path: 'Dockerfile', from: 5, to: 500 }, text: '' },
    ],
    ['a place twice', { kind: 'replace', at: { path: 'Dockerfile', from: 4, to: 6 }, text: '' }],
    ['a file that is not there', { kind: 'mode', path: 'missing.sh', executable: true }],
    ['a file that is there already', { kind: 'create', path: 'Dockerfile', text: '', executable: false }],
    ['a path that leads astray', { kind: 'create', path: '../x', text: '', executable: false }],
  ])('a fix with %s does nothing at all', (_, change) => {
    const { bench, file, answer } = page(new FakeArea());
    bench.edit('Dockerfile', 'FROM a\n');
    const good: Change = { kind: 'replace', at: { path: 'Dockerfile', from: 5, to: 6 }, text: 'b' };
    const { problem, fix } = problemWith(good, change);
    answer([problem]);
    expect(bench.applyFix(fix)).toMatch(/have changed/);
    expect(file('Dockerfile').text).toBe('FROM a\n');
  });

  test('the download is the stack as it stands, named by the project', async () => {
    const { bench } = page(new FakeArea());
    bench.edit('Dockerfile', 'FROM mine\n');
    bench.setChoice('project', 'shop');
    const { name, bytes } = await bench.download();
    expect(name).toBe('shop.zip');
    const unpacked = unzipSync(bytes);
    expect(Object.keys(unpacked).sort()).toEqual(
      bench.$files
        .get()
        .map(({ path }) => `shop/${path}`)
        .sort(),
    );
    expect(new TextDecoder().decode(unpacked['shop/Dockerfile'])).toBe('FROM mine\n');
  });
});
