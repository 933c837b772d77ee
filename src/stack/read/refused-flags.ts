import type { Located } from '../stack.ts';
import type { Flag } from './instruction.ts';
import { refused, type Malformed } from './malformed.ts';

/** The flags of each instruction. Those that only newer or experimental versions know are among them. */
const flagsOf: Readonly<Record<string, readonly string[]>> = {
  FROM: ['platform'],
  RUN: ['mount', 'network', 'security', 'device'],
  COPY: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'],
  ADD: ['chown', 'chmod', 'link', 'keep-git-dir', 'checksum', 'exclude', 'unpack'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
};
/** What begins with `--` behind these is passed over, or taken for an argument. */
const withoutFlags = new Set(['ARG', 'STOPSIGNAL']);
const switches = new Set(['link', 'parents', 'keep-git-dir', 'unpack']);
const repeatable = new Set(['mount', 'device', 'exclude']);
const truth = /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/**
 * Why BuildKit refuses the flags of an instruction: `bflag.go` and `commands_*.go` in `frontend/dockerfile/instructions`.
 * Each case was tried on Docker Engine 28.5, 2026-11-23. A value that cannot be known is taken to be right.
 */
export function refusedFlag(keyword: string, flags: readonly Flag[]): Malformed | undefined {
  if (withoutFlags.has(keyword)) return undefined;
  const known = flagsOf[keyword] ?? [];
  const seen = new Set<string>();
  for (const flag of flags) {
    const { name, value, whole } = flag;
    if (!known.includes(name)) return refused('unknown-flag', { ...whole, value: `--${name}` }, known);
    if (seen.has(name) && !repeatable.has(name)) return refused('flag-twice', whole);
    seen.add(name);
    if (switches.has(name)) {
      if (value !== undefined && value !== '' && !truth.test(value)) return refused('no-switch', whole);
    } else if (!whole.value.includes('=')) return refused('flag-without-value', whole);
    const malformed = refusedValue(flag);
    if (malformed !== undefined) return malformed;
  }
  return undefined;
}

function refusedValue(flag: Flag): Malformed | undefined {
  const { name, value, written } = flag;
  const at = { value: written, span: flag.span };
  const none = undefined;
  switch (name) {
    case 'mount':
      return refusedMount(flag);
    case 'network':
      return ['default', 'none', 'host'].includes(written)
        ? none
        : refused('network', at, ['default', 'none', 'host']);
    case 'from':
      return written.includes('$') ? refused('from-variable', at) : none;
    case 'chmod':
      return value === undefined || value === '' || isMode(value) ? none : refused('mode', at);
    case 'interval':
    case 'timeout':
    case 'start-period':
    case 'start-interval':
      return isDuration(unquoted(written)) ? none : refused('duration', at);
    case 'retries':
      return /^\+?\d+$|^-0+$/.test(unquoted(written)) ? none : refused('count', at);
    default:
      return none;
  }
}

/** Some flags are taken without replacing variables; quotes are taken off everywhere. */
const unquoted = (written: string): string => written.replaceAll('"', '').replaceAll("'", '');

/** Octal up to 07777, or letters as `chmod` takes them. */
function isMode(value: string): boolean {
  if (/^\d/.test(value)) return /^0*[0-7]{1,4}$/.test(value);
  return value.split(',').every((each) => /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+$/.test(each));
}

const unitOf: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5,
};

/** As Go writes it, `1m30s`: nothing, or at least a millisecond. */
function isDuration(text: string): boolean {
  const match = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text);
  if (match === null) return false;
  const parts = [...(match[2] ?? '').matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const milliseconds = parts.reduce(
    (sum, [, number, unit]) => sum + Number(number) * (unitOf[unit ?? ''] ?? 0),
    0,
  );
  return milliseconds === 0 || (match[1] !== '-' && milliseconds >= 1);
}

const mountTypes = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const mountKeys =
  'type from source src target dst destination readonly ro readwrite rw required size id sharing mode uid gid env'.split(
    ' ',
  );
const mountSwitches = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);
const mountValues: Readonly<Record<string, RegExp>> = {
  sharing: /^(shared|private|locked)$/,
  uid: /^\d+$/,
  gid: /^\d+$/,
  mode: /^[0-7]+$/,
};
const allButSecret = ['bind', 'cache', 'tmpfs', 'ssh'];
const allButSsh = ['bind', 'cache', 'tmpfs', 'secret'];
const withOwner = ['cache', 'secret', 'ssh'];
/** The types of mount that a key goes with, where those are not all. */
const typesOf: Readonly<Record<string, readonly string[]>> = {
  size: ['tmpfs'],
  required: ['secret', 'ssh'],
  sharing: ['cache'],
  mode: withOwner,
  uid: withOwner,
  gid: withOwner,
  from: allButSecret,
  source: allButSsh,
  src: allButSsh,
};
/** Docker asks about these as it reads them: the type must stand in front. */
const asksAtOnce = new Set(['size', 'required']);

function refusedMount(flag: Flag): Malformed | undefined {
  const { written } = flag;
  // Quoted fields may have commas in them.
  if (/["'\\]/.test(written)) return undefined;
  let at = flag.span.from;
  let type = 'bind';
  let needsTarget = true;
  let knowsType = true;
  const keys: Located<string>[] = [];
  for (const field of written.split(',')) {
    const [key = '', ...rest] = field.split('=');
    const name = key.toLowerCase();
    const value = field.includes('=') ? rest.join('=') : undefined;
    // A flag over two lines has its fields elsewhere than they seem to be.
    const straight = flag.span.to - flag.span.from === written.length;
    const span = straight ? { ...flag.span, from: at, to: at + field.length } : flag.span;
    at += field.length + 1;
    const here = { value: field, span };
    const ofKey = straight
      ? { value: key, span: { ...span, to: span.from + key.length } }
      : { value: key, span };
    const ofValue = {
      value: value ?? '',
      span: straight ? { ...span, from: span.from + key.length + 1 } : span,
    };
    if (value === undefined && !mountSwitches.has(name)) return refused('mount-field', here);
    if (!mountKeys.includes(name)) return refused('mount-key', ofKey, mountKeys);
    keys.push({ ...ofKey, value: name });
    if (knowsType && asksAtOnce.has(name) && typesOf[name]?.includes(type) === false)
      return refused('mount-key-of-type', ofKey);
    if (name === 'from' && value?.includes('$') === true) return refused('from-variable', ofValue);
    if (value?.includes('$') === true) {
      needsTarget = false;
      knowsType &&= name !== 'type';
    } else if (name === 'type') {
      type = value?.toLowerCase() ?? '';
      if (!mountTypes.includes(type)) return refused('mount-type', ofValue, mountTypes);
    } else if (['target', 'dst', 'destination'].includes(name)) needsTarget &&= value === '' || value === '/';
    else if (
      mountSwitches.has(name) ? !truth.test(value ?? 'true') : mountValues[name]?.test(value ?? '') === false
    )
      return refused('mount-value', ofValue, name === 'sharing' ? ['shared', 'private', 'locked'] : []);
  }
  const odd = keys.find(({ value }) => !asksAtOnce.has(value) && typesOf[value]?.includes(type) === false);
  if (knowsType && odd !== undefined) return refused('mount-key-of-type', odd);
  return needsTarget && ['bind', 'cache', 'tmpfs'].includes(type)
    ? refused('mount-target', { value: written, span: flag.span })
    : undefined;
}
