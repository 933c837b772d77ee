import type { Located } from '../stack.ts';
import { expand, type Expanded, type Lookup } from './expand.ts';
import { spanOf, type Traced, type Value } from './traced.ts';

/** One name with its value, of ENV, ARG or LABEL. */
export interface Assigned {
  name: Located<string>;
  /** `undefined` for an ARG without a default. */
  value: Value | undefined;
}

/** A variable of a Dockerfile at some point of it. */
export interface Variable {
  /** `undefined` where it is set to something that cannot be known, such as an ARG without a default. */
  value: string | undefined;
  origin: 'image' | 'arg' | 'env';
  /** Where it is set; `undefined` for what an image brings along. */
  set?: Assigned;
}

/** The variables that an instruction sees. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Variable>;
  /** Nothing else is set: the image below is known. A name that is not among the variables is then empty. */
  readonly complete: boolean;
}

/** Set by BuildKit for every build, once an ARG asks for them. Their values depend on the machine. */
const predefined =
  /^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$|^TARGETSTAGE$|^(HTTPS?|FTP|NO|ALL)_PROXY$|^(https?|ftp|no|all)_proxy$|^SOURCE_DATE_EPOCH$|^BUILDKIT_/;

export const lookupIn =
  ({ variables, complete }: Scope): Lookup =>
  (name) => {
    const variable = variables.get(name);
    if (variable !== undefined) return variable.value;
    return complete && !predefined.test(name) ? null : undefined;
  };

/** The scope with further variables; an ARG never hides an ENV. */
export function withVariables(scope: Scope, added: Iterable<readonly [string, Variable]>): Scope {
  const variables = new Map(scope.variables);
  for (const [name, variable] of added)
    if (variable.origin !== 'arg' || variables.get(name)?.origin !== 'env') variables.set(name, variable);
  return { ...scope, variables };
}

/** Expands text in a scope. `refused` tells why Docker does not. */
export function evaluate(
  path: string,
  text: Traced,
  scope: Scope,
  escape: string,
): Value & Pick<Expanded, 'refused'> {
  const { value, refused } = expand(text, lookupIn(scope), escape);
  return { value: value?.text, written: text.text, span: spanOf(path, text), refused };
}
