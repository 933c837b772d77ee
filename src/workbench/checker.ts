import type { Problem } from '../stack/rules/rule.ts';
import type { Stack, StackFile } from '../stack/stack.ts';
import type { CheckAnswer, CheckRequest } from './check-protocol.ts';

/** What is needed of a `Worker`. */
export interface CheckWorker {
  postMessage(request: CheckRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<CheckAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface CheckerListener {
  /** The problems of the files as they are now. */
  checked(problems: readonly Problem[]): void;
  /** Checking has begun again after a crash; or it has ended for good, and no problems will come. */
  failed(message: string, forGood: boolean): void;
}

/** So long nothing new is shown before a check begins, in milliseconds. */
const idle = 60;
/** A check that takes longer than this has hung. */
const longest = 10_000;

const restarted = 'The checker stopped unexpectedly and has been started again. Your files are untouched.';
const ended =
  'The checker stopped again and stays off until you reload the page. Your files are untouched, and you can go on editing.';
const noWorkers =
  'Your browser does not let this page run the checker. You can edit and download all the same, and check the files with drydock.mjs on your machine.';

/**
 * The page's side of the checker. The files are shown to it whenever they change; it waits until they rest, tells the
 * worker what is new, and passes on the answer for the newest state alone.
 */
export class Checker {
  private readonly newWorker: (() => CheckWorker) | undefined;
  private readonly listener: CheckerListener;
  private worker: CheckWorker | undefined;
  private crashes = 0;
  private stack: Stack = new Map();
  /** What the worker has been told. */
  private told: Stack = new Map();
  private version = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private hanging: ReturnType<typeof setTimeout> | undefined;

  /** @param newWorker absent where there are no workers; may throw */
  constructor(newWorker: (() => CheckWorker) | undefined, listener: CheckerListener) {
    this.newWorker = newWorker;
    this.listener = listener;
    this.start();
  }

  /** Takes the files as they are now. */
  show(stack: Stack): void {
    if (this.worker === undefined) return;
    this.stack = stack;
    this.version++;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.ask(), idle);
  }

  close(): void {
    clearTimeout(this.resting);
    clearTimeout(this.hanging);
    this.worker?.terminate();
    this.worker = undefined;
  }

  private start(): void {
    try {
      this.worker = this.newWorker?.();
    } catch {
      this.worker = undefined;
    }
    if (this.worker === undefined) {
      this.listener.failed(noWorkers, true);
      return;
    }
    this.worker.onmessage = ({ data }) => this.take(data);
    this.worker.onerror = () => this.crash();
    this.worker.onmessageerror = () => this.crash();
    this.worker.postMessage({ kind: 'open', files: [...this.stack.values()], version: this.version });
    this.told = this.stack;
  }

  private ask(): void {
    if (this.worker === undefined) return;
    const { version, told, stack } = this;
    const files = [...stack.values()].filter((file) => !sameFile(file, told.get(file.path)));
    const gone = [...told.keys()].filter((path) => !stack.has(path));
    if (files.length + gone.length > 0) this.worker.postMessage({ kind: 'edit', files, gone, version });
    this.told = stack;
    this.worker.postMessage({ kind: 'check', version });
    clearTimeout(this.hanging);
    this.hanging = setTimeout(() => this.crash(), longest);
  }

  private take({ problems, version }: CheckAnswer): void {
    if (version !== this.version) return;
    clearTimeout(this.hanging);
    this.crashes = 0;
    this.listener.checked(problems);
  }

  private crash(): void {
    this.close();
    this.crashes++;
    if (this.crashes > 1) {
      this.listener.failed(ended, true);
      return;
    }
    this.start();
    if (this.worker === undefined) return;
    this.listener.failed(restarted, false);
    this.ask();
  }
}

const sameFile = (file: StackFile, other: StackFile | undefined): boolean =>
  file.text === other?.text && file.kind === other.kind && file.executable === other.executable;
