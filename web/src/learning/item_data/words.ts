// What deserves an author's look, in words.
import { m } from '../../foundation/i18n';
import type { ItemData } from './api';

const words: Record<ItemData['concern'], (() => string) | null> = {
  none: null,
  too_hard: m.item_concern_too_hard,
  too_easy: m.item_concern_too_easy,
  does_not_discriminate: m.item_concern_does_not_discriminate
};

export const concernWord = (concern: ItemData['concern']): string | null => words[concern]?.() ?? null;
