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
