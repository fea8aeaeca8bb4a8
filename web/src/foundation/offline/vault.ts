// Whose rows may be read just now. A device without profiles keeps its rows in the clear; on one with profiles nothing personal
// is written or read until one of them is open.
import { database } from './database';
import type { Vault } from './sealing';

let current: Vault | null = null;
let profiles: Promise<boolean> | undefined;

export const openVault = (): Vault | null => current;
export function setVault(vault: Vault | null): void {
  current = vault;
}
/** After a profile was made or removed. */
export function lookForProfiles(): void {
  profiles = undefined;
}
export function hasProfiles(): Promise<boolean> {
  profiles ??= database()
    .then(async (db) => ((await db?.count('profiles')) ?? 0) > 0)
    .catch(() => false);
  return profiles;
}

export class LockedError extends Error {
  constructor() {
    super('this profile is locked');
  }
}

/** The open vault, null where rows stay in the clear; throws when they are somebody else's. */
export async function vaultOf(account_id: number): Promise<Vault | null> {
  if (current?.account_id === account_id) return current;
  if (await hasProfiles()) throw new LockedError();
  return null;
}
