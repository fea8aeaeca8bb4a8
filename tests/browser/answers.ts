// What is right, read from the lessons' own files, as a careful learner would know it: texts on the screen, never keys.
import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const packs = resolve(import.meta.dirname, '../../packs');
type Entry = Record<string, any>;

const known = new Map<string, Entry>();
for (const name of readdirSync(packs, { recursive: true, encoding: 'utf8' })) {
  if (!/\.items\.yaml$|(^|\/)test\.yaml$/.test(name)) continue;
  const file = load(readFileSync(join(packs, name), 'utf8')) as Entry;
  for (const item of file.items ?? file.pool) known.set(item.id, item);
}

/** Right answers as pairs of what is asked and what is chosen; `asked` is empty where an item asks one thing only. */
export interface RightAnswer {
  asked: string;
  answer: string;
}

export function rightAnswers(id: string): RightAnswer[] {
  const item = known.get(id);
  if (!item) throw new Error(`no item ${id} in packs/`);
  const only = (answer: string): RightAnswer => ({ asked: '', answer });
  switch (item.type) {
    case 'single_choice':
    case 'multiple_choice':
      return item.options.filter((option: Entry) => isYes(option.right)).map((option: Entry) => only(option.text));
    case 'true_false_set':
      return item.statements.map((one: Entry) => ({ asked: one.text, answer: isYes(one.true) ? 'Đúng' : 'Sai' }));
    case 'categorise':
      return item.things.map((thing: Entry) => ({
        asked: thing.text,
        answer: item.categories.find((category: Entry) => category.key === thing.category).text
      }));
    case 'match':
      return item.pairs.map((pair: Entry) => ({ asked: pair.left, answer: pair.right }));
    case 'order':
      return item.steps.map((step: Entry) => only(step.text));
    case 'fill_in':
      return item.blanks.map((blank: Entry) => only(String(blank.accept[0])));
    case 'short_answer':
      return [only(String(item.accept[0]))];
    case 'numeric':
      return [only(String(item.answer).replace('.', ','))];
    case 'highlight':
      return item.right.map((key: string) => only(new RegExp(`\\[\\[${key}: ?(.*?)\\]\\]`, 's').exec(item.text)![1]!.trim()));
    default:
      throw new Error(`no answer for a ${item.type}`);
  }
}

// The files say yes and no, which YAML 1.2 reads as words.
const isYes = (value: unknown) => value === true || value === 'yes';
