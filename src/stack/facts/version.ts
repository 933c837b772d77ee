import type { Specifier } from '../read/requirements.ts';

/** A plain release number, `5.2.1`; pre-releases and the like are not looked at. */
type Version = readonly number[];

const parse = (text: string): Version | undefined =>
  /^v?\d+(\.\d+)*$/.test(text) ? text.replace('v', '').split('.').map(Number) : undefined;

/** Which of two release numbers is the newer one, as `sort` takes it. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parse(a) ?? [], parse(b) ?? []];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a release fits the conditions; `undefined` where one of them is not plain numbers. */
export function satisfies(version: string, specifiers: readonly Specifier[]): boolean | undefined {
  const results = specifiers.map((specifier) => fits(version, specifier));
  return results.includes(undefined) ? undefined : !results.includes(false);
}

function fits(version: string, { operator, version: bound }: Specifier): boolean | undefined {
  const prefix = bound.endsWith('.*') ? bound.slice(0, -2) : undefined;
  if (parse(prefix ?? bound) === undefined) return undefined;
  const order = compareVersions(version, bound);
  const starts = (start: string): boolean => version === start || version.startsWith(`${start}.`);
  switch (operator) {
    case '==':
      return prefix === undefined ? order === 0 : starts(prefix);
    case '!=':
      return prefix === undefined ? order !== 0 : !starts(prefix);
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '~=':
      return order >= 0 && starts(bound.split('.').slice(0, -1).join('.'));
    default:
      return undefined;
  }
}

/** Whether the newest release that fits is held back by something: a pin, or an upper bound. */
export const hasUpperBound = (specifiers: readonly Specifier[]): boolean =>
  specifiers.some(({ operator }) => ['==', '===', '<', '<=', '~='].includes(operator));

/**
 * Whether some release fits the conditions: at the bounds themselves, and right behind and before each of them.
 * `undefined` where one of them is not plain numbers.
 */
export function canBeMet(specifiers: readonly Specifier[]): boolean | undefined {
  const bounds = specifiers.map(({ version }) => version.replace(/\.\*$/, ''));
  if (bounds.some((bound) => parse(bound) === undefined)) return undefined;
  const around = bounds.flatMap((bound) => [bound, `${bound}.0.1`, below(bound), '0', '99999']);
  const results = around.map((version) => satisfies(version, specifiers));
  return results.includes(undefined) ? undefined : results.includes(true);
}

/** A release a little older than a bound: `5.1.99999` for `5.2`. */
function below(bound: string): string {
  const parts = bound.split('.').map(Number);
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  const last = parts.pop() ?? 0;
  return [...parts, Math.max(0, last - 1), 99999].join('.');
}
