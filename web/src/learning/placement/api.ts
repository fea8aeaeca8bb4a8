// Where to begin. The server stores nothing of it: the device sends what was answered so far and is told what comes next.
import { write } from '../../foundation/api/client';
import type { ItemAnswer, PlacementStep } from '../../foundation/api/contract';

export const placementStep = (pack: string, answers: ItemAnswer[]): Promise<PlacementStep> => write('POST', '/placements', { pack, answers });
export const chooseLevel = (level_id: string): Promise<{ level_id: string }> => write('PUT', '/me/level', { level_id });
