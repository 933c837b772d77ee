import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../stack/rules/rule.ts';
import type { StackFile } from '../stack/stack.ts';
import type { CheckAnswer, CheckRequest } from './check-protocol.ts';
import { Checker, type CheckWorker } from './checker.ts';

/** A worker that remembers what it was told and answers when the test says so. */
class FakeWorker implements CheckWorker {
  readonly requests: CheckRequest[] = [];
  ended = false;
  onmessage: CheckWorker['onmessage'] = null;
  onerror: CheckWorker['onerror'] = null;
  onmessageerror: CheckWorker['onmessageerror'] = null;

  postMessage(request: CheckRequest): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  answer(version: number, problems: Problem[] = []): void {
    this.onmessage?.({ data: { problems, version } } as MessageEvent<CheckAnswer>);
  }

  crash(): void {
    this.onerror?.({} as ErrorEvent);
  }

  /** The files as the worker knows them. */
  get files(): Map<string, string> {
    const files = new Map<string, string>();
    for (const request of this.requests) {
      if (request.kind === 'open') files.clear();
      if (request.kind === 'edit') for (const path of request.gone) files.delete(path);
      if (request.kind !== 'check') for (const { path, text } of request.files) files.set(path, text);
    }
    return files;
  }

  get checks(): number[] {
    return this.requests.flatMap((request) => (request.kind === 'check' ? request.version : []));
  }
}

const stackOf = (texts: Record<string, string>): Map<string, StackFile> =>
  new Map(
    Object.entries(texts).map(([path, text]) => [path, { path, kind: 'other', text, executable: false }]),
  );

function setUp() {
  const workers: FakeWorker[] = [];
  const answers: (readonly Problem[])[] = [];
  const failures: [string, boolean][] = [];
  const checker = new Checker(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    {
      checked: (problems) => answers.push(problems),
      failed: (message, forGood) => failures.push([message, forGood]),
    },
  );
  const last = (): FakeWorker => {
    const worker = workers.at(-1);
    if (worker === undefined) throw new Error('no worker');
    return worker;
  };
  return { checker, workers, last, answers, failures };
}

describe('the checker', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('waits until the files rest, and tells the worker only what is new', () => {
    const { checker, last } = setUp();
    checker.show(stackOf({ a: '1', b: '1' }));
    vi.runOnlyPendingTimers();
    const before = last().requests.length;
    for (const text of ['12', '123', '1234']) checker.show(stackOf({ a: text, c: '1' }));
    expect(last().requests).toHaveLength(before);
    vi.advanceTimersByTime(100);
    expect(last().requests.slice(before)).toMatchObject([
      { kind: 'edit', files: [{ path: 'a', text: '1234' }, { path: 'c' }], gone: ['b'] },
      { kind: 'check' },
    ]);
  });

  test('passes on the answer for the newest files alone', () => {
    const { checker, last, answers } = setUp();
    checker.show(stackOf({ a: '1' }));
    vi.advanceTimersByTime(100);
    const [old = 0] = last().checks;
    checker.show(stackOf({ a: '2' }));
    last().answer(old);
    expect(answers).toEqual([]);
    vi.advanceTimersByTime(100);
    last().answer(last().checks.at(-1) ?? 0);
    expect(answers).toEqual([[]]);
  });

  test('a crash is told and the check made again, by a worker that knows all files', () => {
    const { checker, workers, last, answers, failures } = setUp();
    checker.show(stackOf({ a: '1', b: '2' }));
    vi.advanceTimersByTime(100);
    last().crash();
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(failures).toEqual([[expect.stringMatching(/started again/), false]]);
    expect([...last().files]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    last().answer(last().checks.at(-1) ?? 0);
    expect(answers).toHaveLength(1);
  });

  test('a second crash in a row ends it, for good', () => {
    const { checker, workers, last, failures } = setUp();
    checker.show(stackOf({ a: '1' }));
    vi.advanceTimersByTime(100);
    last().crash();
    last().crash();
    expect(failures.at(-1)).toEqual([expect.stringMatching(/stays off/), true]);
    checker.show(stackOf({ a: '2' }));
    vi.advanceTimersByTime(60_000);
    expect(workers).toHaveLength(2);
    expect(workers.every(({ ended }) => ended)).toBe(true);
  });

  test('a worker that never answers is one that crashed', () => {
    const { checker, workers, failures } = setUp();
    checker.show(stackOf({ a: '1' }));
    vi.advanceTimersByTime(60_000);
    expect(workers).toHaveLength(2);
    expect(failures.map(([, forGood]) => forGood)).toEqual([false, true]);
  });

  test.each([
    ['no workers', undefined],
    [
      'workers that may not be made',
      () => {
        throw new DOMException('refused', 'SecurityError');
      },
    ],
  ])('%s: one sentence, and nothing more', (_, newWorker) => {
    const failed = vi.fn();
    const checker = new Checker(newWorker, { checked: vi.fn(), failed });
    checker.show(stackOf({ a: '1' }));
    vi.advanceTimersByTime(60_000);
    expect(failed.mock.calls).toEqual([[expect.stringMatching(/does not let/), true]]);
  });
});
