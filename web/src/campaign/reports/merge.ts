// Two officers wrote at once: what each of them changed, part by part, since both began from the same text.
export type Texts = Record<string, string>;

export interface Merged {
  texts: Texts;
  /** Parts that both changed, each in another way: theirs. Mine stand in `texts`. */
  both: Texts;
}

export function merge(base: Texts, mine: Texts, theirs: Texts): Merged {
  const texts: Texts = {};
  const both: Texts = {};
  for (const part of Object.keys({ ...theirs, ...mine })) {
    const [was, my, their] = [base[part] ?? '', mine[part] ?? '', theirs[part] ?? ''];
    texts[part] = my === was ? their : my;
    if (my !== was && their !== was && my !== their) both[part] = their;
  }
  return { texts, both };
}

export const isSame = (one: Texts, other: Texts): boolean =>
  Object.keys({ ...one, ...other }).every((part) => (one[part] ?? '') === (other[part] ?? ''));
