// Profiles: several people on one device, each behind a PIN of their own. Who has none keeps the device as it always was.
import { database, type Profile } from './database';
import { isBlocked, noFailures, waitFor } from './delays';
import { drawKeys, hexOf, keyOfPin, keyOfSecret, pinDigitsMin, pinRounds, randomBytes, unwrap, Vault, wrap } from './sealing';
import { lookForProfiles, openVault, setVault } from './vault';

export const isPin = (typed: string): boolean => new RegExp(`^[0-9]{${pinDigitsMin},12}$`).test(typed);

export async function allProfiles(): Promise<Profile[]> {
  const db = await database();
  return ((await db?.getAll('profiles')) ?? []).sort((one, other) => one.made_at - other.made_at);
}

/** What a locked profile still has to send; its entries' states stand in the clear. */
export async function waitingOf(account_id: number): Promise<{ entries: number; tasks: number }> {
  const db = await database();
  if (!db) return { entries: 0, tasks: 0 };
  const [here, sent] = await Promise.all((['here', 'sent'] as const).map((state) => db.countFromIndex('log', 'by_state', [account_id, state])));
  const tasks = (await db.getAll('places')).filter((place) => place.account_id === account_id && place.hand_in).length;
  return { entries: (here ?? 0) + (sent ?? 0), tasks };
}

export interface NewProfile {
  id: string;
  account_id: number;
  label: string;
  pin: string;
  /** What the server gave: how the profile signs in by itself, and what opens it when the PIN is forgotten. */
  token: string;
  secret: string;
}
export const newProfileId = (): string => hexOf(randomBytes(8));

/** Makes the profile and opens it. What the person had on this device so far is for the caller to seal. */
export async function addProfile({ id, account_id, label, pin, token, secret }: NewProfile): Promise<Vault> {
  const keys = drawKeys();
  const salt = randomBytes(16);
  const vault = await Vault.from(id, account_id, keys);
  const [byPin, bySecret] = await Promise.all([keyOfPin(pin, salt, pinRounds), keyOfSecret(secret)]);
  const profile: Profile = {
    id,
    account_id,
    label,
    salt,
    rounds: pinRounds,
    by_pin: await wrap(keys, byPin, id),
    by_secret: await wrap(keys, bySecret, id),
    token: await vault.seal('token', token),
    failures: noFailures,
    made_at: Date.now()
  };
  keys.fill(0);
  await (await database())?.put('profiles', profile);
  lookForProfiles();
  setVault(vault);
  return vault;
}

/** In one transaction, so that two tabs do not try side by side. */
async function alter(id: string, change: (profile: Profile) => Profile): Promise<Profile | null> {
  const db = await database();
  if (!db) return null;
  const writing = db.transaction('profiles', 'readwrite', { durability: 'strict' });
  const now = await writing.store.get(id);
  const next = now && change(now);
  if (next && next !== now) await writing.store.put(next);
  await writing.done;
  return next ?? null;
}

export type Opened = { vault: Vault } | { refused: 'wrong' | 'blocked' | 'gone' } | { refused: 'wait'; wait_ms: number };

async function keysByPin(id: string, pin: string): Promise<{ keys: Uint8Array<ArrayBuffer>; profile: Profile } | Exclude<Opened, { vault: Vault }>> {
  const now = Date.now();
  let wait = 0;
  let blocked = false;
  const profile = await alter(id, (before) => {
    wait = waitFor(before.failures, now);
    blocked = isBlocked(before.failures);
    return wait || blocked ? before : { ...before, failures: { count: before.failures.count + 1, last_at: now } };
  });
  if (!profile) return { refused: 'gone' };
  if (blocked) return { refused: 'blocked' };
  if (wait) return { refused: 'wait', wait_ms: wait };
  const keys = await unwrap(profile.by_pin, await keyOfPin(pin, profile.salt, profile.rounds), id);
  if (!keys) return { refused: isBlocked(profile.failures) ? 'blocked' : 'wrong' };
  await alter(id, (before) => ({ ...before, failures: noFailures }));
  return { keys, profile };
}

export async function unlock(id: string, pin: string): Promise<Opened> {
  const found = await keysByPin(id, pin);
  if ('refused' in found) return found;
  const vault = await Vault.from(id, found.profile.account_id, found.keys);
  found.keys.fill(0);
  setVault(vault);
  return { vault };
}

async function underNewPin(profile: Profile, keys: Uint8Array<ArrayBuffer>, pin: string): Promise<Vault> {
  const salt = randomBytes(16);
  const by_pin = await wrap(keys, await keyOfPin(pin, salt, pinRounds), profile.id);
  const vault = await Vault.from(profile.id, profile.account_id, keys);
  keys.fill(0);
  await alter(profile.id, (before) => ({ ...before, salt, rounds: pinRounds, by_pin, failures: noFailures }));
  return vault;
}

/** The rows keep their key; only what that key is sealed under changes. */
export async function changePin(id: string, pin: string, wanted: string): Promise<Opened> {
  const found = await keysByPin(id, pin);
  if ('refused' in found) return found;
  return { vault: await underNewPin(found.profile, found.keys, wanted) };
}

/** For somebody who forgot the PIN and has just proven to the server who they are. */
export async function recover(profile: Profile, secret: string, wanted: string): Promise<Opened> {
  const keys = await unwrap(profile.by_secret, await keyOfSecret(secret), profile.id);
  if (!keys) return { refused: 'wrong' };
  const vault = await underNewPin(profile, keys, wanted);
  setVault(vault);
  return { vault };
}

/** The token with which the open profile signs in by itself. */
export async function openToken(): Promise<string | null> {
  const vault = openVault();
  const profile = vault && (await (await database())?.get('profiles', vault.profile));
  return vault && profile?.token ? vault.open<string>('token', profile.token).catch(() => null) : null;
}
export async function keepToken(token: string | null): Promise<void> {
  const vault = openVault();
  if (!vault) return;
  const sealed = token === null ? undefined : await vault.seal('token', token);
  await alter(vault.profile, ({ token: _old, ...rest }) => (sealed ? { ...rest, token: sealed } : rest));
}

export async function renameProfile(id: string, label: string): Promise<void> {
  await alter(id, (before) => ({ ...before, label }));
}

export async function removeProfile(id: string): Promise<void> {
  await (await database())?.delete('profiles', id);
  lookForProfiles();
}
