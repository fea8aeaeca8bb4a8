// The last good reply for each address, for use without network.
import { database } from './database';
import type { Vault } from './sealing';
import { hasProfiles, openVault } from './vault';

/** Says nothing about anybody, and is wanted before it is known who is there. */
const isPublic = (path: string): boolean => path === '/site';

/** Where a reply is kept: null when it may not be, because somebody's profile is on this device and none is open. */
async function drawerFor(path: string): Promise<{ key: string; vault: Vault | null } | null> {
  const vault = isPublic(path) ? null : openVault();
  if (vault) return { key: await vault.nameOf(path), vault };
  return isPublic(path) || !(await hasProfiles()) ? { key: path, vault: null } : null;
}

export async function keepReply(path: string, value: unknown): Promise<void> {
  try {
    const drawer = await drawerFor(path);
    const db = await database();
    if (!drawer || !db) return;
    const row = { path: drawer.key, kept_at: Date.now() };
    await db.put('kept', drawer.vault ? { ...row, sealed: await drawer.vault.seal('kept', value) } : { ...row, value });
  } catch {
    // A full disk must not stop a lesson.
  }
}

export async function keptReply<T>(path: string): Promise<{ value: T; kept_at: number } | null> {
  try {
    const drawer = await drawerFor(path);
    const db = await database();
    const row = drawer && (await db?.get('kept', drawer.key));
    if (!row) return null;
    if (!row.sealed) return { value: row.value as T, kept_at: row.kept_at };
    return drawer.vault ? { value: await drawer.vault.open<T>('kept', row.sealed), kept_at: row.kept_at } : null;
  } catch {
    return null;
  }
}

// Drafts: what was begun here and is not with the server yet. Forgotten with the replies when the person signs out; where
// storage is forbidden they last as long as the page.
const drafts = new Map<string, unknown>();
const draftPath = (name: string): string => `draft:${name}`;

export async function keepDraft(name: string, value: unknown): Promise<void> {
  drafts.set(name, value);
  await keepReply(draftPath(name), value);
}

export async function keptDraft<T>(name: string): Promise<T | null> {
  return (await keptReply<T>(draftPath(name)))?.value ?? ((drafts.get(name) as T | undefined) ?? null);
}

export async function forgetDraft(name: string): Promise<void> {
  drafts.delete(name);
  try {
    const drawer = await drawerFor(draftPath(name));
    if (drawer) await (await database())?.delete('kept', drawer.key);
  } catch {
    // It is forgotten at the next signing out.
  }
}
