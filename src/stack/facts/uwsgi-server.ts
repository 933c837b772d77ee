import type { Value } from '../read/traced.ts';
import type { Stack } from '../stack.ts';
import { composeMentions } from './compose-text.ts';
import type { Facts } from './facts.ts';
import type { ImageFacts } from './image.ts';
import { launchOf, programName, type Launch } from './launch.ts';
import { oncePerPair } from './once.ts';
import { uwsgiOptions, type UwsgiOption } from './uwsgi.ts';

/** uWSGI as the container of an image runs it. */
export interface UwsgiServer {
  image: ImageFacts;
  launch: Launch;
  /** The word that starts it. */
  program: Value;
  /** What ENV and the command line set, by the long name of each option. */
  options: readonly UwsgiOption[];
  /** Nothing else can set an option: no configuration file, no unknown image below, no other file of the stack. */
  complete: boolean;
  /** Another file of the stack names that variable, and so may change it. */
  isNamedElsewhere(variable: string): boolean;
}

/** The long names behind the letters that people write. Source: `uwsgi --help` of 2.0.31, 2026-11-23. */
const longNames: Readonly<Record<string, string>> = {
  b: 'buffer-size',
  H: 'home',
  l: 'listen',
  L: 'disable-logging',
  M: 'master',
  p: 'processes',
  R: 'max-requests',
  s: 'socket',
  t: 'harakiri',
  T: 'enable-threads',
  w: 'module',
  z: 'socket-timeout',
};

/** Options that read further ones, or hand over to something that does. */
const readsMore = new Set(
  `config emperor envdir fallback-config for-readline get include inherit ini ini-paste ini-paste-logged json js paste
   x xml xmlconfig y yaml yml early-envdir`.split(/\s+/),
);

/** The uWSGI that an image's container ends up with; `undefined` when it runs something else, or that cannot be told. */
export const uwsgiServer = oncePerPair(
  ({ stack, scripts }: Facts, image: ImageFacts): UwsgiServer | undefined => {
    const launch = launchOf(image, scripts);
    const server = launch?.server;
    if (launch === undefined || server === undefined || programName(server.program) !== 'uwsgi')
      return undefined;
    const written = argumentOptions(server.args);
    const options = [...uwsgiOptions(image.final.stage.scope), ...(written ?? [])];
    return {
      image,
      launch,
      program: server.program,
      options,
      complete:
        written !== undefined &&
        image.final.image !== undefined &&
        !options.some(({ option }) => readsMore.has(option)) &&
        !isNamedIn(stack, 'UWSGI_') &&
        !composeMentions(stack, 'command'),
      isNamedElsewhere: (variable) => isNamedIn(stack, variable),
    };
  },
);

/** The options on a command line; `undefined` when one of its words cannot be told, or is the name of a file. */
function argumentOptions(args: readonly Value[]): UwsgiOption[] | undefined {
  const options: UwsgiOption[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    const match = /^(?:--([a-z0-9][\w-]*)(?:=([^]*))?|-([a-zA-Z])([^]*))$/.exec(word?.value ?? '');
    if (word === undefined || match === null) return undefined;
    const [, name, joined, letter, behind] = match;
    const option = name ?? longNames[letter ?? ''];
    if (option === undefined) return undefined;
    const attached = joined ?? (behind === '' ? undefined : behind);
    const next = attached === undefined ? args[at + 1] : undefined;
    const separate = next?.value?.startsWith('-') === false ? next : undefined;
    if (separate !== undefined) at++;
    options.push({
      option,
      variable: { value: word.value ?? '', span: word.span },
      value: separate ?? { ...word, value: attached ?? '' },
    });
  }
  return options;
}

/** Files that give variables to a container, or start uWSGI in it. */
const isNamedIn = (stack: Stack, variable: string): boolean =>
  [...stack.values()].some(
    ({ kind, text }) => ['compose', 'env', 'entrypoint', 'other'].includes(kind) && text.includes(variable),
  );

/** The option of one of these names that counts. */
export const optionNamed = ({ options }: UwsgiServer, ...names: readonly string[]): UwsgiOption | undefined =>
  options.findLast(({ option }) => names.includes(option));

/** Whether a switch is on: uWSGI takes these four words for a no, and anything else for a yes. */
export const isOn = (option: UwsgiOption | undefined): boolean =>
  option !== undefined && !/^(0|off|no|false)$/i.test(option.value.value ?? '');

/** An address at which uWSGI takes requests. */
export interface Listener {
  option: UwsgiOption;
  host: string;
  port: number;
}

const listens = new Set(
  `http https http-socket https-socket http11-socket socket uwsgi-socket suwsgi-socket ssl-socket fastcgi-socket
   fastcgi-nph-socket scgi-socket scgi-nph-socket raw-socket puwsgi-socket`.split(/\s+/),
);
/** Options with which uWSGI runs without a socket of its own. */
const livesWithout =
  /^(zerg|emperor|fastrouter|rawrouter|httprouter|map-socket|shared-socket|udp|mule|spooler|cron|pyrun|version|help)/;

/** What uWSGI listens on; `undefined` when one of the addresses cannot be told, or is no port. */
export function listenersOf({ options }: UwsgiServer): Listener[] | undefined {
  const found = options
    .filter(({ option }) => listens.has(option))
    .map((option): Listener | undefined => {
      const match = /^(\[[\da-f:]*\]|[^:/]*):(\d{1,5})$/i.exec(option.value.value ?? '');
      return match === null ? undefined : { option, host: match[1] ?? '', port: Number(match[2]) };
    });
  const known = found.filter((listener) => listener !== undefined);
  return known.length === found.length ? known : undefined;
}

/** Whether uWSGI is told to take requests in any way, or to do something else that needs no socket. */
export const isTold = ({ options }: UwsgiServer): boolean =>
  options.some(({ option }) => listens.has(option) || livesWithout.test(option));
