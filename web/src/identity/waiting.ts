// How long somebody locked out has to wait, in words.
import { number } from '../foundation/format';

export const minutesToWait = (seconds: number): string => number(Math.max(1, Math.ceil(seconds / 60)));
