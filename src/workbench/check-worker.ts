import { checkStack } from '../stack/check.ts';
import { emptyCache } from '../stack/facts/facts.ts';
import type { CheckAnswer, CheckRequest } from './check-protocol.ts';
import type { StackFile } from '../stack/stack.ts';

/** The worker's global scope, as far as it is used; the types of a page know only the page's own. */
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<CheckRequest>) => void) | null;
  postMessage(answer: CheckAnswer): void;
};

const files = new Map<string, StackFile>();
/** What was read before, so that one letter makes one file be read anew. */
const cache = emptyCache();

scope.onmessage = ({ data: request }) => {
  switch (request.kind) {
    case 'open':
      files.clear();
      for (const file of request.files) files.set(file.path, file);
      return;
    case 'edit':
      for (const path of request.gone) files.delete(path);
      for (const file of request.files) files.set(file.path, file);
      return;
    case 'check':
      scope.postMessage({ problems: checkStack(files, cache), version: request.version });
  }
};
