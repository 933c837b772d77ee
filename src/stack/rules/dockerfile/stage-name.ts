import type { Stage } from '../../read/dockerfile.ts';
import type { Finding, Rule } from '../rule.ts';

/** Names that BuildKit keeps for itself. */
const reserved: Readonly<Record<string, string>> = {
  scratch: '`FROM scratch` is the empty image',
  context: 'it means the build context',
};

/** Two stages of one name, or a name with a meaning of its own. */
export const stageName: Rule = {
  id: 'dockerfile/stage-name',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { dockerfile } of images)
      for (const stage of dockerfile.stages) {
        const finding = findingFor(stage, dockerfile.stages.slice(0, stage.index));
        if (finding !== undefined) yield finding;
      }
  },
};

function findingFor({ from: { name }, index }: Stage, above: readonly Stage[]): Finding | undefined {
  if (name === undefined) return undefined;
  const word = name.value.toLowerCase();
  const meaning = Object.hasOwn(reserved, word) ? reserved[word] : undefined;
  if (meaning !== undefined)
    return {
      message: `The name \`${name.value}\` is taken: ${meaning}, and no later line can mean this stage by it.`,
      at: name.span,
    };
  const other = above.find(({ from }) => from.name?.value.toLowerCase() === word)?.from.name;
  if (other === undefined) return undefined;
  return {
    message: `Two stages are called \`${name.value}\`: from here on the name means the stage that begins in this line, number ${index}, and not the one above.`,
    at: name.span,
    related: [{ value: 'the same name', span: other.span }],
  };
}
