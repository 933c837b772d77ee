/**
 * What is wrong with the name of an image, as Docker's `distribution/reference` reads names: it has no such form at all, or
 * it would without its capitals. `undefined` for a name that Docker takes.
 */
export function imageNameFault(name: string): 'image-name' | 'image-capitals' | undefined {
  if (form.test(name)) return undefined;
  return form.test(withoutCapitals(name)) ? 'image-capitals' : 'image-name';
}

/** The name with its path in small letters; the host in front of it and the tag behind it may have capitals. */
export function withoutCapitals(name: string): string {
  const slash = name.indexOf('/');
  const path = /^[^:@]*/.exec(name.slice(slash + 1))?.[0] ?? '';
  const end = slash + 1 + path.length;
  return name.slice(0, slash + 1) + path.toLowerCase() + name.slice(end);
}

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
// A first part in small letters, without a point, is no host but part of the path; that comes to the same here.
const host = `(?:${label}(?:\\.${label})*(?::\\d+)?/)?`;
const part = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const tag = '(?::\\w[\\w.-]{0,127})?';
const digest = '(?:@[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?';
const form = new RegExp(`^${host}${part}(?:/${part})*${tag}${digest}$`);
