import { checkStack } from '../check.ts';
import { stackOf } from '../stack.fixture.ts';
import type { RuleId } from './rule.ts';

export const slim = 'FROM python:3.14-slim-trixie';
/** A project around it. */
const project = {
  'manage.py': '',
  'requirements.txt': 'Django\nuwsgi\n',
  'docker-entrypoint.sh': '#!/bin/sh\n',
};
export const apt = 'RUN apt-get update && apt-get install -y';

/** A Dockerfile, and the rule that is asked about it. */
export interface Case {
  why: string;
  rule: RuleId;
  /** Lines of the Dockerfile. */
  lines: readonly string[];
  files?: Readonly<Record<string, string>>;
  /** Only the files named here, and no project around them. */
  alone?: true;
}

/** What the rule finds: the text that is marked, and those that are related. */
export const findings = ({
  rule,
  lines,
  files,
  alone,
}: Case): { text: string; message: string; related: string[] }[] => {
  const stack = stackOf({ ...(alone ? {} : project), Dockerfile: `${lines.join('\n')}\n`, ...files });
  const textAt = ({ path, from, to }: { path: string; from: number; to: number }): string =>
    stack.get(path)?.text.slice(from, to) ?? '';
  return checkStack(stack)
    .filter((problem) => problem.rule === rule)
    .map(({ at, message, related }) => ({
      text: textAt(at),
      message,
      related: related.map(({ span }) => textAt(span)),
    }));
};
