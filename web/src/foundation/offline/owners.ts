// What a person leaves on the device when they take a PIN, or sign out.
import { database, type StoredEntry } from './database';
import { removeProfile } from './profiles';
import type { Vault } from './sealing';
import { openVault, setVault } from './vault';

/** An entry's own words, whatever its kind. */
export const bodyOf = ({ event, body }: StoredEntry): unknown => body ?? event;

async function sealLog(vault: Vault): Promise<void> {
  const db = await database();
  if (!db) return;
  const mine = await db.getAllFromIndex('log', 'by_state', IDBKeyRange.bound([vault.account_id], [vault.account_id, []]));
  for (const entry of mine.filter((one) => !one.sealed)) {
    const sealed = await vault.seal('log', bodyOf(entry));
    const writing = db.transaction('log', 'readwrite');
    // Its state may have moved on meanwhile.
    const now = await writing.store.get([entry.device, entry.sequence]);
    if (now) {
      const { event: _event, body: _body, ...open } = now;
      await writing.store.put({ ...open, sealed });
    }
    await writing.done;
  }
}

async function sealPhotos(vault: Vault): Promise<void> {
  const db = await database();
  for (const photo of (await db?.getAllFromIndex('photos', 'by_account', vault.account_id)) ?? []) {
    const { bytes, ...open } = photo;
    if (!bytes) continue;
    const sealed = await vault.sealBytes('photo', bytes);
    const writing = db!.transaction('photos', 'readwrite');
    // Its entry may have been received meanwhile.
    if (await writing.store.get([photo.device, photo.sequence, photo.place])) await writing.store.put({ ...open, sealed });
    await writing.done;
  }
}

/** Every row this person wrote here while they had no PIN; afterwards none of theirs can be read without it. */
export async function sealEverything(vault: Vault, keepPlace: (row: import('./database').Place) => Promise<void>): Promise<void> {
  const db = await database();
  if (!db) return;
  await sealLog(vault);
  await sealPhotos(vault);
  for (const place of await db.getAll('places')) {
    if ('sealed' in place || place.account_id !== vault.account_id) continue;
    await keepPlace(place);
    await db.delete('places', place.key);
  }
  for (const sitting of await db.getAll('sittings')) {
    if ('sealed' in sitting || !sitting.key.startsWith(`${vault.account_id}/`)) continue;
    const row = { key: await vault.nameOf(`sitting:${sitting.key}`), sealed: await vault.seal('sitting', sitting) };
    await db.put('sittings', row);
    await db.delete('sittings', sitting.key);
  }
  const standing = await db.get('standings', vault.account_id);
  if (standing && !('sealed' in standing)) {
    const { account_id, covers, taken_at } = standing;
    await db.put('standings', { account_id, covers, taken_at, sealed: await vault.seal('standing', standing.state) });
  }
  // Before there was a profile, replies were of one person only: this one.
  for (const reply of await db.getAll('kept')) {
    if (reply.sealed || reply.path === '/site') continue;
    const row = { path: await vault.nameOf(reply.path), kept_at: reply.kept_at, sealed: await vault.seal('kept', reply.value) };
    await db.put('kept', row);
    await db.delete('kept', reply.path);
  }
}

/**
 * On signing out: nothing of the last person stays readable. Answers still waiting stay, bound to their account; those that
 * were received go with the person, since the server has them. Another profile's rows are left alone; the own one goes when
 * nothing of it waits any more.
 */
export async function forgetReplies(): Promise<void> {
  const db = await database();
  if (!db) return;
  const vault = openVault();
  const mine = (key: string) => (vault ? key.startsWith(`${vault.profile}/`) : !/^[0-9a-f]{16}\//.test(key));
  for (const key of await db.getAllKeys('kept')) if (mine(key)) await db.delete('kept', key);
  const profiled = new Set((await db.getAll('profiles')).map(({ account_id }) => account_id));
  for (const account of await db.getAllKeys('standings')) {
    if (vault ? account === vault.account_id : !profiled.has(account)) await db.delete('standings', account);
  }
  const change = db.transaction('log', 'readwrite');
  let waiting = 0;
  for (const entry of await change.store.getAll()) {
    if (vault ? entry.account_id !== vault.account_id : profiled.has(entry.account_id)) continue;
    if (entry.state === 'received') await change.store.delete([entry.device, entry.sequence]);
    else if (entry.state !== 'gone') waiting += 1;
  }
  await change.done;
  if (!vault) return;
  for (const key of await db.getAllKeys('sittings')) if (mine(key)) await db.delete('sittings', key);
  for (const place of await db.getAll('places')) {
    if (place.account_id !== vault.account_id) continue;
    if (place.hand_in) waiting += 1;
    else if (waiting === 0) await db.delete('places', place.key);
  }
  if (waiting === 0) await removeProfile(vault.profile);
  setVault(null);
}
