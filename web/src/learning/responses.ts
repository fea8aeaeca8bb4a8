// Responses as the server takes them, a list of texts, for each type of item.
import type { Item } from '../foundation/api/contract';

export function emptyResponse(item: Item): string[] {
  switch (item.type) {
    case 'true_false_set':
      return item.statements.map(() => '');
    case 'match':
      return item.lefts.map(() => '');
    case 'fill_in':
      return Array.from({ length: item.blank_count }, () => '');
    case 'categorise':
      return item.things.map(() => '');
    case 'numeric':
    case 'short_answer':
      return [''];
    case 'single_choice':
    case 'multiple_choice':
    case 'order':
    case 'highlight':
    case 'recall_card':
      return [];
  }
}

/** Whether there is enough to hand in. A blank left empty is an answer too hasty, not a wrong one. */
export function isComplete(item: Item, response: string[]): boolean {
  switch (item.type) {
    case 'order':
      return response.length === item.steps.length;
    case 'numeric':
      return numberTyped.test(response[0]?.trim() ?? '');
    case 'single_choice':
    case 'multiple_choice':
    case 'highlight':
    case 'recall_card':
      return response.length > 0;
    case 'true_false_set':
    case 'match':
    case 'fill_in':
    case 'categorise':
    case 'short_answer':
      return response.every((text) => text.trim() !== '');
  }
}

/** A number as people write it here or in plain form; what it is worth only the server decides. */
const numberTyped = /^[+\-−]?\s*\d[\d.,\s]*$/;

/** What is sent: composed characters, no stray spaces, so that Telex, VNI and pasted text are the same. */
export function tidyResponse(item: Item, response: string[]): string[] {
  const typed = item.type === 'fill_in' || item.type === 'short_answer' || item.type === 'numeric';
  return typed ? response.map((text) => text.normalize('NFC').trim().replace(/\s+/g, ' ')) : response;
}

export type PartState = 'right' | 'wrong' | 'missed' | 'none';

/** How one choice among several came out. */
export function choiceState(key: string, response: string[], solution: string[]): PartState {
  const chosen = response.includes(key);
  const wanted = solution.includes(key);
  if (chosen) return wanted ? 'right' : 'wrong';
  return wanted ? 'missed' : 'none';
}

/** How one of several parts came out, where each part has its place in the response. */
export function partState(index: number, response: string[], mark: { parts: { right: boolean }[]; solution: string[] }, key: string): PartState {
  const part = (mark.parts as { key?: string; right: boolean }[]).find((candidate) => candidate.key === key) ?? mark.parts[index];
  if (part) return part.right ? 'right' : 'wrong';
  return response[index] === mark.solution[index] ? 'right' : 'wrong';
}

/** "Bạn ___ gõ ___" → ["Bạn ", " gõ ", ""]: texts around the blanks. */
export const aroundBlanks = (text: string): string[] => text.split(/_{3,}/);
