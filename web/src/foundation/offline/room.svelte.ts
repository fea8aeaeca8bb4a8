// Whether this device still has room for what is to be written down: warned of beforehand, and said plainly once there is none.
import { database } from './database';

/** A week's answers are a third of a megabyte, a task's photos one. */
const lowBytes = 10_000_000;
const probeBytes = 2_000_000;
const probe = { cache: 'room-probe', address: '/room-probe' };

export const isFull = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'QuotaExceededError';

/** Chromium names a quota that has nothing to do with the disk, so the only way to know is to write something. */
async function canWrite(): Promise<boolean> {
  if (typeof caches === 'undefined') return true;
  try {
    const cache = await caches.open(probe.cache);
    await cache.put(probe.address, new Response(new Uint8Array(probeBytes)));
    return true;
  } catch (thrown) {
    return !isFull(thrown);
  } finally {
    await caches.delete(probe.cache).catch(() => {});
  }
}

class Room {
  low = $state(false);
  /** The last answer that was to be written down could not be. */
  full = $state(false);

  /** Only where a level is kept: elsewhere nothing has to last for days. */
  async look(): Promise<void> {
    const db = await database();
    if (!db || (await db.count('bundles').catch(() => 0)) === 0) return;
    const { quota, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    this.low = (quota !== undefined && quota - usage < lowBytes) || !(await canWrite());
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
