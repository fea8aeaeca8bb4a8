// The last good reply for each address, for use without network.
import { database } from './database';

export async function keepReply(path: string, value: unknown): Promise<void> {
  try {
    const db = await database();
    await db?.put('kept', { path, value, kept_at: Date.now() });
  } catch {
    // A full disk must not stop a lesson.
  }
}

export async function keptReply<T>(path: string): Promise<{ value: T; kept_at: number } | null> {
  try {
    const db = await database();
    const row = await db?.get('kept', path);
    return row ? { value: row.value as T, kept_at: row.kept_at } : null;
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
    await (await database())?.delete('kept', draftPath(name));
  } catch {
    // It is forgotten at the next signing out.
  }
}
