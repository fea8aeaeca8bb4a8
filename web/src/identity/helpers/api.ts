// Helpers of a unit: who enrols and records for its people without a telephone.
import { read, write } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

export type HelpersPage = components['schemas']['identity.HelpersPage'];
export type Helper = components['schemas']['identity.HelperShown'];

const addressOf = (unit: string) => `/units/${encodeURIComponent(unit)}/helpers`;
export const helpersOf = (unit: string): Promise<HelpersPage> => read(addressOf(unit));
export const appointHelper = (unit: string, login: string): Promise<void> => write('POST', addressOf(unit), { login });
export const endHelper = (unit: string, account: number): Promise<void> => write('DELETE', `${addressOf(unit)}/${account}`);
