// The programme as this learner stands in it.
import { readOrKept, type Kept } from '../foundation/api/client';
import type { Programmes } from '../foundation/api/contract';

export const myProgrammes = (): Promise<Kept<Programmes>> => readOrKept('/programmes');
