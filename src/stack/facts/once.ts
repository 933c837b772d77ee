/**
 * A function that computes its answer once for each object and forgets it together with the object. Many rules ask the
 * same of a step or an image, and facts never change once they are made.
 */
export function oncePer<Key extends object, Answer>(compute: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new WeakMap<Key, { answer: Answer }>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known.answer;
    const answer = compute(key);
    answers.set(key, { answer });
    return answer;
  };
}

/** The same for two objects: what is asked of an image with all facts of its stack at hand. */
export function oncePerPair<A extends object, B extends object, Answer>(
  compute: (a: A, b: B) => Answer,
): (a: A, b: B) => Answer {
  const answers = oncePer((a: A) => oncePer((b: B) => compute(a, b)));
  return (a, b) => answers(a)(b);
}

/** The same for texts: an answer is kept for as long as the function is. */
export function oncePerText<Answer>(compute: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, { answer: Answer }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.answer;
    const answer = compute(text);
    answers.set(text, { answer });
    return answer;
  };
}
