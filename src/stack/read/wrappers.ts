import type { Value } from './traced.ts';

/** Programs that run another one, with the number of words of their own before it, options not counted. */
const wrappers: Readonly<Record<string, number>> = {
  exec: 0,
  command: 0,
  env: 0,
  nohup: 0,
  time: 0,
  sudo: 0,
  tini: 0,
  'dumb-init': 0,
  timeout: 1,
  gosu: 1,
  'su-exec': 1,
};

/** The program that runs in the end, and what follows it. */
export function unwrapped(words: readonly Value[]): { program: Value | undefined; args: readonly Value[] } {
  const [program, ...args] = words;
  const name = program?.value?.split('/').at(-1) ?? '';
  const own = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
  if (own === undefined) return { program, args };
  const isOption = ({ value, written }: Value): boolean =>
    value?.startsWith('-') === true || (name === 'env' && /^\w+=/.test(written));
  const behindOptions = args.findIndex((word) => !isOption(word));
  if (behindOptions === -1) return { program, args };
  const inner = args.slice(behindOptions + own);
  return inner.length === 0 ? { program, args } : unwrapped(inner);
}
