import { expect, test, vi } from 'vitest';
import type { StackFile } from '../stack/stack.ts';
import type { CheckAnswer, CheckRequest } from './check-protocol.ts';

const dockerfile = (text: string): StackFile => ({
  path: 'Dockerfile',
  kind: 'dockerfile',
  text,
  executable: false,
});

test('the worker checks the files that it was told of, in their newest form', async () => {
  const answers: CheckAnswer[] = [];
  const scope: { onmessage?: (event: { data: CheckRequest }) => void; postMessage: unknown } = {
    postMessage: (answer: CheckAnswer) => answers.push(answer),
  };
  vi.stubGlobal('self', scope);
  await import('./check-worker.ts');
  const tell = (data: CheckRequest): void => scope.onmessage?.({ data });

  tell({ kind: 'open', files: [dockerfile('FORM python:3.14-slim\n')], version: 1 });
  expect(answers).toEqual([]);
  tell({ kind: 'check', version: 1 });
  expect(answers[0]).toMatchObject({
    version: 1,
    problems: [{ at: { path: 'Dockerfile' }, severity: 'error' }],
  });

  tell({ kind: 'edit', files: [], gone: ['Dockerfile'], version: 2 });
  tell({ kind: 'check', version: 2 });
  expect(answers[1]).toEqual({ version: 2, problems: [] });
  vi.unstubAllGlobals();
});
