// The programme as this learner stands in it.
import { readOrKept, type Kept } from '../foundation/api/client';
import type { Programme } from '../foundation/api/contract';

export const myProgramme = (): Promise<Kept<Programme>> => readOrKept('/programme');
