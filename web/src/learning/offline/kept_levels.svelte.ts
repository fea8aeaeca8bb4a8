// Levels kept for days without network: what is offered, what is here, and the door to what is reckoned here (./here.ts,
// which is loaded only where a level is kept).
import type { BundleOffered, Item, Mark } from '../../foundation/api/contract';
import type { Kept } from '../../foundation/api/client';
import { asProblem, type Problem } from '../../foundation/api/problem';
import { database } from '../../foundation/offline/database';
import { keptReply } from '../../foundation/offline/kept';
import { preferences } from '../../foundation/preferences.svelte';
import { session } from '../../identity/session.svelte';

type Here = typeof import('./here');
type Connection = { type?: string; saveData?: boolean };

const lookAgain_ms = 6 * 60 * 60_000;

/** The kind of network, where the browser tells (Chrome on Android); undefined elsewhere. */
const connection = (): Connection | undefined => (navigator as { connection?: Connection }).connection;
const isWifi = (): boolean | undefined => {
  const type = connection()?.type;
  return type === undefined || type === 'unknown' ? undefined : type === 'wifi' || type === 'ethernet';
};

export interface LevelKept {
  level_id: string;
  level: number;
  title: string;
  version: string;
  size_bytes: number;
  /** How much of it is here; all of it when the two are the same. */
  here_bytes: number;
  got_at: number;
}

/** Needs a secure context and a browser that can unpack gzip (Chrome 80, Firefox 113, Safari 16.4). */
export const canKeepLevels = (): boolean =>
  typeof DecompressionStream === 'function' && globalThis.crypto?.subtle !== undefined && typeof caches !== 'undefined';

class KeptLevels {
  offered = $state.raw<BundleOffered[] | null>(null);
  here = $state.raw<LevelKept[]>([]);
  /** Of all that is being fetched, while it is. */
  progress = $state<{ bytes: number; of: number } | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** A download arrived damaged, twice. */
  damaged = $state(false);
  persistent = $state<boolean | null>(null);
  /** The app's own files are all here, too. */
  appKept = $state<boolean | null>(null);
  #lookedAt = 0;

  readonly knowsWifi = isWifi() !== undefined;

  get isComplete(): boolean {
    return (
      this.offered !== null &&
      this.offered.length > 0 &&
      this.offered.every((wanted) => this.here.some((one) => one.version === wanted.version && one.here_bytes === one.size_bytes))
    );
  }

  async #count(): Promise<number> {
    const db = await database().catch(() => null);
    return (await db?.count('bundles')) ?? 0;
  }

  /** What is on this device, and what the server has; without network only the former. */
  async look(): Promise<void> {
    const { storedBundles, offeredBundles } = await import('./here');
    this.here = (await storedBundles())
      .filter(({ level_id }) => !level_id.endsWith('…'))
      .map(({ bytes, ...rest }) => ({ ...rest, here_bytes: bytes.length }));
    this.persistent = (await navigator.storage?.persisted?.()) ?? null;
    try {
      this.offered = (await offeredBundles()).bundles;
      this.problem = null;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  /**
   * Fetches what is missing or outdated, and asks the browser to keep it for good, which it may grant or not. `finish` sends
   * what waits and has the server say where the person stands: without that a level cannot be planned here.
   */
  async fetchAll(finish: () => Promise<void>): Promise<void> {
    if (this.progress) return;
    this.problem = null;
    this.damaged = false;
    try {
      const { fetchBundle, offeredBundles, marker } = await import('./here');
      this.persistent = (await navigator.storage?.persist?.().catch(() => false)) ?? null;
      const wanted = (await offeredBundles()).bundles;
      this.offered = wanted;
      const of = wanted.reduce((sum, one) => sum + one.size_bytes, 0);
      let before = 0;
      this.progress = { bytes: 0, of };
      for (const one of wanted) {
        const told = (bytes: number) => (this.progress = { bytes: before + bytes, of });
        // What came damaged is fetched once more, from its beginning.
        if (!(await fetchBundle(one, told)) && !(await fetchBundle(one, told))) this.damaged = true;
        before += one.size_bytes;
      }
      await marker();
      await this.#forget(wanted);
      await finish();
      this.appKept = await keepApp();
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.progress = null;
      await this.look();
    }
  }

  /** Levels that are no longer worth their room. */
  async #forget(wanted: BundleOffered[]): Promise<void> {
    const db = await database();
    for (const key of (await db?.getAllKeys('bundles')) ?? []) {
      if (!wanted.some(({ level_id }) => level_id === key)) await db?.delete('bundles', key);
    }
  }

  /** After everything was sent: where the person stands, and now and then whether there is a newer version. */
  async afterSending(account: number): Promise<void> {
    if ((await this.#count()) > 0) {
      const { keepStanding } = await import('./here');
      await keepStanding(account).catch(() => {});
      const { makeKeyKnown } = await import('./parcels');
      await makeKeyKnown(account).catch(() => {});
    }
    const mayFetch = preferences.keepLevels && connection()?.saveData !== true && (!preferences.wifiOnly || isWifi() === true);
    if (!mayFetch || Date.now() - this.#lookedAt < lookAgain_ms) return;
    this.#lookedAt = Date.now();
    await this.look();
    if (this.offered && !this.isComplete) void this.fetchAll(async () => {});
  }

  /** Up to which entry of this device's log the kept word of where the person stands goes; null: nothing is kept. */
  async standingCovers(account: number): Promise<number | null> {
    return (await this.#count()) > 0 ? (await import('./here')).standingCovers(account) : null;
  }

  /** null where nothing is kept. */
  async reckon<T>(ask: (here: Here, account: number) => Promise<Kept<T> | null>): Promise<Kept<T> | null> {
    if ((await this.#count()) === 0) return null;
    const account = session.me?.account_id ?? (await keptReply<{ account_id: number }>('/me'))?.value.account_id;
    return account === undefined ? null : ask(await import('./here'), account);
  }

  async mark(item: Pick<Item, 'id' | 'version'>, response: string[]): Promise<Mark | { refused: string } | null> {
    try {
      if ((await this.#count()) === 0) return null;
      return await (await import('./here')).markHere(item, response);
    } catch (thrown) {
      console.warn('not marked on this device:', thrown);
      return null;
    }
  }
}

/** Has the service worker keep every file of the app; false where there is none, or it could not. */
async function keepApp(): Promise<boolean> {
  if (!navigator.serviceWorker) return false;
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 20_000));
  const worker = (await Promise.race([navigator.serviceWorker.ready, late]))?.active;
  if (!worker) return false;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<boolean>((resolve) => {
    port1.onmessage = (event) => resolve(event.data === true);
    setTimeout(() => resolve(false), 120_000);
  });
  worker.postMessage({ keep_all: true }, [port2]);
  return answer;
}

export const keptLevels = new KeptLevels();
