import type { StageFacts, Step } from './image.ts';

/** Images of which it is known that they name no user. */
const officialNames = /^(python|debian|ubuntu|alpine|buildpack-deps)$/;

/** Whether a step is surely carried out by root. */
export function isRoot({ imageName }: StageFacts, { user }: Step): boolean {
  if (user !== undefined) return /^(root|0)(:|$)/.test(user.user.value ?? '');
  return officialNames.test(imageName.name?.replace(/^(docker\.io\/)?library\//, '') ?? '');
}
