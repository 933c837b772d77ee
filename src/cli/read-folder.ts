import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { kindOf } from '../stack/read/kind.ts';
import type { Stack, StackFile } from '../stack/stack.ts';
import { CommandError } from './command-error.ts';

/** Folders that belong to tools: what is in them is no part of the stack. */
const toolFolders = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '__pycache__',
  '.venv',
  'venv',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.idea',
  '.vscode',
]);

/** Bytes up to which a file is read as text. No file of a stack is near it; a dump or a video is beyond it. */
const largestText = 1_000_000;
/** Entries after which a folder is taken for something else than a project. */
const mostFiles = 20_000;

/** The files of a folder, and what could not be read of it. */
export interface Folder {
  stack: Stack;
  /** One sentence for each file or folder that was passed over. */
  notes: string[];
}

/**
 * Reads a project's folder. Links to folders are not followed, so that no loop can be walked; devices, sockets and pipes
 * are not opened; a file that is not text, or too large, is there with an empty text.
 *
 * @throws {CommandError} when the folder itself cannot be read
 */
export function readFolder(root: string): Folder {
  const files = new Map<string, StackFile>();
  const notes: string[] = [];
  let home: string;
  try {
    home = realpathSync(root);
    if (!statSync(home).isDirectory()) throw new CommandError(`${root} is not a folder.`);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${root} cannot be read: ${reason(error)}.`);
  }

  const open = [home];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    let names: string[];
    try {
      names = readdirSync(folder).sort();
    } catch (error) {
      if (folder === home) throw new CommandError(`${root} cannot be read: ${reason(error)}.`);
      notes.push(`${relative(home, folder)}: passed over, ${reason(error)}.`);
      continue;
    }
    for (const name of names) {
      const full = join(folder, name);
      const path = relative(home, full).split(sep).join('/');
      try {
        const link = lstatSync(full).isSymbolicLink();
        const target = statSync(full);
        if (target.isDirectory()) {
          if (!link && !toolFolders.has(name)) open.push(full);
        } else if (target.isFile()) {
          if (files.size === mostFiles)
            throw new CommandError(
              `${root} holds more than ${mostFiles} files. Name the project's own folder.`,
            );
          files.set(path, readFile(full, path, target.size, target.mode, notes));
        }
      } catch (error) {
        if (error instanceof CommandError) throw error;
        notes.push(`${path}: passed over, ${reason(error)}.`);
      }
    }
  }
  return { stack: files, notes };
}

function readFile(full: string, path: string, size: number, mode: number, notes: string[]): StackFile {
  // Windows keeps no executable bit.
  const executable = process.platform === 'win32' ? undefined : (mode & 0o111) !== 0;
  const named = kindOf(path);
  if (size > largestText) {
    if (named !== 'other') notes.push(`${path}: not read, it is larger than ${largestText / 1_000_000} MB.`);
    return { path, kind: 'other', text: '', executable };
  }
  const bytes = readFileSync(full);
  if (bytes.includes(0)) {
    if (named !== 'other') notes.push(`${path}: not read, it is not a text.`);
    return { path, kind: 'other', text: '', executable };
  }
  // ignoreBOM keeps a byte order mark in the text: it is one of the defects.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const kind = kindOf(path, text);
  if (kind === 'other' && named !== 'other')
    notes.push(`${path}: not checked, it is a template; check what it becomes.`);
  return { path, kind, text, executable };
}

const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error
    ? ({
        ENOENT: 'there is no such file or folder',
        EACCES: 'permission denied',
        ELOOP: 'it is a link to itself',
      }[String(error.code)] ?? String(error.code))
    : String(error);
