// Merging, splitting and renaming units below one: shown by the server first, then done.
import { write } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

type Served = components['schemas'];
export type Reform = Served['campaign.Reform'];
export type ReformSeen = Served['campaign.ReformSeen'];
export type ReformMove = Served['campaign.ReformMove'];
export type ReformKind = Reform['kind'];
export type UnitKind = Reform['into'][number]['kind'];

export const reformUnits = (above: string, order: Reform): Promise<ReformSeen> =>
  write('POST', `/units/${encodeURIComponent(above)}/reforms`, order);
