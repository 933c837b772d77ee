import fc from 'fast-check';
import { choiceIds, choiceOf, parseChoices, readChoice, type Choices, type ChoiceId } from './choices.ts';

/** Values that a choice takes, as a form writes them. Property tests draw from it. */
function written(id: ChoiceId): fc.Arbitrary<string> {
  const choice = choiceOf(id);
  switch (choice.kind) {
    case 'text':
      return fc
        .oneof(
          fc.constant(choice.default),
          fc.stringMatching(/^[a-z][a-z0-9]{0,8}(_[a-z0-9]{1,8})?$/),
          fc.domain(),
        )
        .filter((value) => 'value' in readChoice(id, value));
    case 'number':
      return fc.integer({ min: choice.min, max: choice.max }).map(String);
    case 'option':
      return fc.constantFrom(...choice.options.map(({ value }) => value));
    case 'switch':
      return fc.constantFrom('on', 'off');
  }
}

/** Any set of choices that a reader can make. */
export const anyChoices: fc.Arbitrary<Choices> = fc
  .tuple(...choiceIds.map((id) => written(id).map((value): [string, string] => [id, value])))
  .map((pairs) => parseChoices(new URLSearchParams(pairs).toString()).choices);
