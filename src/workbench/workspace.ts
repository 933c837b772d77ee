import { hash } from './hash.ts';
import type { SafeStorage } from './storage.ts';

/** A place for choices, edits and snapshots, apart from every other. */
export interface Workspace {
  id: string;
  origin: 'own' | 'link' | 'folder' | 'exercise';
}

export const ownWorkspace: Workspace = { id: 'own', origin: 'own' };

/** The workspace of a link: the same for the same link, so that a reader who comes back finds what they made of it. */
export const linkWorkspace = (fragment: string): Workspace => ({
  id: `link-${hash(fragment)}`,
  origin: 'link',
});

/** Under which keys a workspace keeps what it holds. */
export const keysOf = ({ id }: Workspace): Record<'workspace' | 'choices' | 'edit' | 'snapshot', string> => ({
  workspace: `drydock:${id}:workspace`,
  choices: `drydock:${id}:choices`,
  edit: `drydock:${id}:edit:`,
  snapshot: `drydock:${id}:snapshot:`,
});

/** Whether the workspace has been opened in this browser before; it has from now on. */
export function enter(storage: SafeStorage, workspace: Workspace): boolean {
  const key = keysOf(workspace).workspace;
  const { value, trouble } = storage.read(key, (found) =>
    (found as Partial<Workspace>).origin === workspace.origin ? workspace : undefined,
  );
  if (value === undefined && trouble !== 'newer') storage.write(key, { origin: workspace.origin });
  return value !== undefined || trouble === 'newer';
}
