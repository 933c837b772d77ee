import type { Dockerfile } from '../../read/dockerfile.ts';
import { expand, type Lookup } from '../../read/expand.ts';
import { imageNameFault } from '../../read/image-name.ts';
import type { From } from '../../read/instruction.ts';
import { referencesIn } from '../../read/references.ts';
import { lookupIn, type Assigned } from '../../read/scope.ts';
import { trace } from '../../read/traced.ts';
import type { Stack } from '../../stack.ts';
import type { Finding, Rule } from '../rule.ts';

/** An ARG whose default, or want of one, makes no name of an image of FROM. */
export const fromArgDefault: Rule = {
  id: 'dockerfile/from-arg-default',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const { dockerfile } of images)
      for (const { from } of dockerfile.stages) {
        const finding = findingFor(from, dockerfile, stack);
        if (finding !== undefined) yield finding;
      }
  },
};

function findingFor(from: From, { escape }: Dockerfile, stack: Stack): Finding | undefined {
  const { span, written } = from.image;
  const text = stack.get(span.path)?.text ?? '';
  const known = lookupIn(from.scope);
  const references = referencesIn(text, span, { escape, quotes: true });
  // A variable that no ARG declares has a rule of its own.
  const arg = references
    .map(({ value }) => from.scope.variables.get(value)?.set)
    .find((set) => set !== undefined);
  if (arg === undefined || references.some(({ value, hasDefault }) => !hasDefault && known(value) === null))
    return undefined;
  if (
    isSupplied(
      references.map(({ value }) => value),
      from,
      stack,
    )
  )
    return undefined;
  const withoutArguments: Lookup = (name) =>
    from.scope.variables.has(name) ? (known(name) ?? null) : known(name);
  const image = expand(trace(text, span.from, span.to), withoutArguments, escape).value?.text;
  if (image === undefined || imageNameFault(image) === undefined) return undefined;
  return {
    message: `Without \`--build-arg\` the build stops here: \`${written}\` comes to \`${image}\`, which names no image. ${remedy(arg)}`,
    at: span,
    related: [{ value: arg.value === undefined ? 'has no default' : 'is the default', span: arg.name.span }],
  };
}

const remedy = ({ name, value }: Assigned): string =>
  value === undefined ? `Give \`${name.value}\` a default.` : `Correct the default of \`${name.value}\`.`;

/** Another file of the stack names the variable, and may set it: a Compose file, a Makefile, a script. */
const isSupplied = (names: readonly string[], { span }: From, stack: Stack): boolean =>
  [...stack.values()].some(
    ({ path, kind, text }) =>
      path !== span.path &&
      kind !== 'python' &&
      kind !== 'settings' &&
      names.some((name) => new RegExp(`\\b${name}\\b`).test(text)),
  );
