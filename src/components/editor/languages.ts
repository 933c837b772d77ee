import { StreamLanguage, type Language } from '@codemirror/language';
import type { FileKind } from '../../stack/stack.ts';
import { streamParsers } from '../code/languages.ts';

const languages = new Map<FileKind, Language>();

/** The language of a kind of file; `undefined` where there is none, or where it has not been loaded yet. */
export function languageOf(kind: FileKind): Language | undefined {
  const known = languages.get(kind);
  const parser = streamParsers[kind];
  if (known || !parser) return known;
  const language = StreamLanguage.define(parser);
  languages.set(kind, language);
  return language;
}

/** Python's grammar is a quarter of the editor, so it comes only with the first file that needs it. */
export async function loadLanguage(kind: FileKind): Promise<void> {
  if ((kind !== 'python' && kind !== 'settings') || languages.has(kind)) return;
  const { pythonLanguage } = await import('@codemirror/lang-python');
  languages.set('python', pythonLanguage).set('settings', pythonLanguage);
}
