// Levels kept on the device: fetched in parts, checked by their SHA-256 whenever they are opened, fetched again when damaged.
import { apiUrl, read } from '../../foundation/api/client';
import type { Bundle, BundleItem, BundleLesson, BundleOffered, BundlesOffered } from '../../foundation/api/contract';
import { offlineProblem, Problem } from '../../foundation/api/problem';
import { m } from '../../foundation/i18n';
import { database, type StoredBundle } from '../../foundation/offline/database';

/** Pictures of downloaded levels; the service worker looks here, and a new version of the app leaves it alone. */
export const pictureCache = 'bundle-pictures';
/** What comes in one request: a line that breaks loses at most this much. */
const partBytes = 64 * 1024;

export const offeredBundles = (): Promise<BundlesOffered> => read('/bundles');

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export async function isIntact(stored: StoredBundle): Promise<boolean> {
  return stored.bytes.length === stored.size_bytes && hex(await crypto.subtle.digest('SHA-256', stored.bytes)) === stored.version;
}

const isWhole = (stored: StoredBundle | undefined): stored is StoredBundle =>
  stored !== undefined && stored.bytes.length === stored.size_bytes;

export async function storedBundles(): Promise<StoredBundle[]> {
  const db = await database();
  return (await db?.getAll('bundles')) ?? [];
}

async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Bundle> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

async function keepPictures(bundle: Bundle): Promise<void> {
  const cache = await caches.open(pictureCache);
  for (const { address, content_type, base64 } of bundle.pictures) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    await cache.put(address, new Response(bytes, { headers: { 'content-type': content_type } }));
  }
}

async function nextPart(offered: BundleOffered, from: number): Promise<Uint8Array> {
  let reply: Response;
  try {
    reply = await fetch(apiUrl(`/bundles/${encodeURIComponent(offered.level_id)}/${offered.version}`), {
      headers: { range: `bytes=${from}-${Math.min(from + partBytes, offered.size_bytes) - 1}`, 'if-range': `"${offered.version}"` },
      credentials: 'same-origin',
      cache: 'no-store'
    });
    if (reply.status === 206 || (reply.status === 200 && from === 0)) return new Uint8Array(await reply.arrayBuffer());
  } catch {
    throw offlineProblem();
  }
  throw new Problem(`http_${reply.status}`, reply.status, m.problem_unknown());
}

/** Goes on where it stopped; `told` hears how many bytes are there. Gives false when what came was damaged: it is dropped. */
export async function fetchBundle(offered: BundleOffered, told: (bytes: number) => void): Promise<boolean> {
  const db = await database();
  if (!db) throw new Problem('no_storage', 0, m.sync_no_storage());
  const kept = await db.get('bundles', offered.level_id);
  let stored: StoredBundle =
    kept?.version === offered.version
      ? kept
      : { ...offered, bytes: new Uint8Array(0), got_at: Date.now() };
  // While a new version comes in parts, the old one is still there to learn from.
  const partKey = kept && kept.version !== offered.version && isWhole(kept) ? `${offered.level_id}…` : offered.level_id;
  if (partKey !== offered.level_id) {
    const part = await db.get('bundles', partKey);
    if (part?.version === offered.version) stored = part;
  }
  stored = { ...stored, level_id: partKey };
  while (stored.bytes.length < offered.size_bytes) {
    told(stored.bytes.length);
    const part = await nextPart(offered, stored.bytes.length);
    const bytes = new Uint8Array(stored.bytes.length + part.length);
    bytes.set(stored.bytes);
    bytes.set(part, stored.bytes.length);
    stored = { ...stored, bytes, got_at: Date.now() };
    await db.put('bundles', stored);
  }
  const whole = { ...stored, level_id: offered.level_id };
  if (!(await isIntact(whole))) {
    await db.delete('bundles', partKey);
    return false;
  }
  await keepPictures(await unpack(whole.bytes));
  const change = db.transaction('bundles', 'readwrite');
  await change.store.put(whole);
  if (partKey !== offered.level_id) await change.store.delete(partKey);
  await change.done;
  told(offered.size_bytes);
  opened.delete(offered.level_id);
  return true;
}

const opened = new Map<string, { version: string; bundle: Bundle }>();

export interface Shelf {
  items: Map<string, BundleItem>;
  lessons: Map<string, BundleLesson & { level_id: string; level: number; level_title: string }>;
  levels: Map<string, Bundle>;
}

/** Every whole level on this device, checked; one that is damaged is deleted, so that it is fetched again. */
export async function openShelf(): Promise<Shelf> {
  const shelf: Shelf = { items: new Map(), lessons: new Map(), levels: new Map() };
  const db = await database();
  for (const stored of (await db?.getAll('bundles')) ?? []) {
    if (!isWhole(stored)) continue;
    let known = opened.get(stored.level_id);
    if (known?.version !== stored.version) {
      if (!(await isIntact(stored))) {
        await db?.delete('bundles', stored.level_id);
        continue;
      }
      known = { version: stored.version, bundle: await unpack(stored.bytes) };
      opened.set(stored.level_id, known);
    }
    const { bundle } = known;
    shelf.levels.set(bundle.level_id, bundle);
    for (const lesson of bundle.lessons) {
      shelf.lessons.set(lesson.id, { ...lesson, level_id: bundle.level_id, level: bundle.level, level_title: bundle.title });
      for (const item of [...lesson.items, ...lesson.recall_cards]) shelf.items.set(item.item.id, item);
    }
  }
  return shelf;
}
