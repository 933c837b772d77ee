/**
 * A function that computes its answer once for each object and forgets it together with the object. Many rules ask the
 * same of a step or an image, and facts never change once they are made.
 */
export function oncePer<Key extends object, Answer>(compute: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new WeakMap<Key, { answer: Answer }>();
  return (key) => {
    const known = answers.get(key) ?? { answer: compute(key) };
    answers.set(key, known);
    return known.answer;
  };
}
