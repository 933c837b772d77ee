import type { Value } from '../read/traced.ts';
import type { Facts } from './facts.ts';
import type { ImageFacts } from './image.ts';
import { launchOf, programName } from './launch.ts';
import { oncePerPair } from './once.ts';
import { uwsgiOptions } from './uwsgi.ts';

/** What a server is told to load. */
export interface WsgiApp {
  server: 'uwsgi' | 'gunicorn';
  /** `module`: `shop.wsgi:application`; `file`: `shop/wsgi.py`. */
  kind: 'module' | 'file';
  /** The module or the file, without the callable. */
  target: Value;
  /** As it is named; `undefined` where the server takes its default. */
  callable: Value | undefined;
  /** The folder that it is looked for in; `undefined` when that cannot be known. */
  folder: string | undefined;
}

const moduleOptions = ['module', 'wsgi'];
const fileOptions = ['wsgi-file', 'file'];
/** What makes Python or uWSGI look elsewhere. */
const elsewhere = ['chdir', 'chdir2', 'pythonpath', 'python-path', 'pp', 'home', 'virtualenv', 'venv'];
const configurations = ['ini', 'yaml', 'yml', 'json', 'xml', 'emperor', 'paste', 'mount', 'include'];

/**
 * The application that the server of an image loads, by `UWSGI_*` variables, or by the arguments of uwsgi or gunicorn.
 * `undefined` where that is said elsewhere, in a configuration file for instance.
 */
export const wsgiApp = oncePerPair((facts: Facts, image: ImageFacts): WsgiApp | undefined => {
  const server = launchOf(image, facts.scripts)?.server;
  if (server === undefined) return undefined;
  const scope = image.final.stage.scope;
  const folder = scope.variables.has('PYTHONPATH') ? undefined : image.final.workdir;
  switch (programName(server.program)) {
    case 'uwsgi':
      return uwsgiApp([...uwsgiOptions(scope), ...argumentsOf(server.args)], folder);
    case 'gunicorn':
      return gunicornApp(server.args, folder);
    default:
      return undefined;
  }
});

interface Option {
  option: string;
  value: Value;
}

function uwsgiApp(options: readonly Option[], workdir: string | undefined): WsgiApp | undefined {
  const of = (names: readonly string[]): Option[] => options.filter(({ option }) => names.includes(option));
  if (of(configurations).length > 0) return undefined;
  const [target, ...others] = of([...moduleOptions, ...fileOptions]);
  if (target === undefined || others.length > 0) return undefined;
  const kind = moduleOptions.includes(target.option) ? 'module' : 'file';
  const named = of(['callable'])[0]?.value;
  const folder = of(elsewhere).length > 0 ? undefined : workdir;
  const [module, callable] = kind === 'module' ? splitAt(target.value) : [target.value, undefined];
  return { server: 'uwsgi', kind, target: module, callable: callable ?? named, folder };
}

/** Options on uWSGI's command line: `--name=value`, `--name value`, `-w module`; an `.ini` file counts as `ini`. */
function argumentsOf(args: readonly Value[]): Option[] {
  return args.flatMap((word, index): Option[] => {
    const text = word.value ?? '';
    const joined = /^--([a-z0-9-]+)=(.*)$/s.exec(text);
    const [, name, value] = joined ?? [];
    if (name !== undefined && value !== undefined) return [{ option: name, value: tail(word, value) }];
    const separate = text === '-w' ? 'module' : /^--([a-z0-9-]+)$/.exec(text)?.[1];
    const next = args[index + 1];
    if (separate !== undefined && next !== undefined) return [{ option: separate, value: next }];
    return /\.(ini|ya?ml|json|xml)$/.test(text) ? [{ option: 'ini', value: word }] : [];
  });
}

/** gunicorn's one argument that is no option: it ends in `wsgi`, which no value of an option does. */
function gunicornApp(args: readonly Value[], folder: string | undefined): WsgiApp | undefined {
  const options = args.map(({ value }) => value ?? '');
  if (options.some((text) => /^(-c|--config|--chdir|--pythonpath|--paste|-k|--worker-class)/.test(text)))
    return undefined;
  const word = args.find(({ value }) => /^\w+(\.\w+)*\.wsgi(:\w+)?$/.test(value ?? ''));
  if (word === undefined) return undefined;
  const [target, callable] = splitAt(word);
  return { server: 'gunicorn', kind: 'module', target, callable, folder };
}

/** `shop.wsgi:application` in its two parts, each where it stands. */
function splitAt(value: Value): [Value, Value | undefined] {
  const text = value.value ?? '';
  const colon = text.indexOf(':');
  if (colon === -1) return [value, undefined];
  const end = endOf(value);
  return [
    {
      ...value,
      value: text.slice(0, colon),
      span: { ...value.span, from: end - text.length, to: end - text.length + colon },
    },
    {
      ...value,
      value: text.slice(colon + 1),
      span: { ...value.span, from: end - text.length + colon + 1, to: end },
    },
  ];
}

/** Where the last part of a word stands. */
function tail(word: Value, value: string): Value {
  const end = endOf(word);
  return { value, written: value, span: { ...word.span, from: end - value.length, to: end } };
}

/** The end of a word's text, in front of a closing quote. */
const endOf = ({ written, span }: Value): number => span.to - (/["']$/.test(written) ? 1 : 0);
