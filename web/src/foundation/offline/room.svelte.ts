// Whether this device still has room for what is to be written down: warned of beforehand, and said plainly once there is none.
import { database } from './database';

/** A week's answers are a third of a megabyte, a task's photos one: who is warned here can still go on for days. */
const lowBytes = 4_000_000;
const probe = { cache: 'room-probe', address: '/room-probe' };

export const isFull = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'QuotaExceededError';

/** What Chromium tells of its quota has nothing to do with the disk, so the only way to know is to write something. */
async function canWrite(bytes: number): Promise<boolean> {
  if (typeof caches === 'undefined') return true;
  try {
    const cache = await caches.open(probe.cache);
    await cache.put(probe.address, new Response(new Uint8Array(bytes)));
    return true;
  } catch {
    return false;
  } finally {
    await caches.delete(probe.cache).catch(() => {});
  }
}

class Room {
  low = $state(false);
  /** The last answer that was to be written down could not be. */
  full = $state(false);

  /** Once at each opening, and only where a level is kept or about to be: elsewhere nothing has to last for days. */
  async look(aboutTo = false): Promise<void> {
    const db = await database();
    if (db && (aboutTo || (await db.count('bundles').catch(() => 0)) > 0)) this.low = !(await canWrite(lowBytes));
  }

  /** Passes on what became of something that was to be stored. */
  async watch<T>(storing: Promise<T>): Promise<T> {
    try {
      const stored = await storing;
      this.full = false;
      return stored;
    } catch (thrown) {
      this.full ||= isFull(thrown);
      throw thrown;
    }
  }
}

export const room = new Room();
