// Where somebody is in a lesson, with the draft of the task: coming back loses nothing.
import { database, type DraftPhoto, type Place, type StoredPlace } from '../foundation/offline/database';
import type { Vault } from '../foundation/offline/sealing';
import { vaultOf } from '../foundation/offline/vault';

const memory = new Map<string, Place>();

export const placeKey = (account: number, lesson: string, version: number): string => `${account}/${lesson}/${version}`;

export function newPlace(account: number, lesson: string, version: number): Place {
  return {
    key: placeKey(account, lesson, version),
    account_id: account,
    lesson_id: lesson,
    step: 0,
    draft: '',
    checks: [],
    photos: [],
    hand_in: false,
    left_at: Date.now()
  };
}

type PackedPhoto = Omit<DraftPhoto, 'blob'> & { type?: string; base64?: string };

async function packPhoto({ blob, ...rest }: DraftPhoto): Promise<PackedPhoto> {
  if (!blob) return rest;
  const letters = Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte));
  return { ...rest, type: blob.type, base64: btoa(letters.join('')) };
}
function unpackPhoto({ type, base64, ...rest }: PackedPhoto): DraftPhoto {
  if (base64 === undefined) return rest;
  return { ...rest, blob: new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: type ?? '' }) };
}

const rowName = async (vault: Vault | null, key: string): Promise<string> => (vault ? vault.nameOf(`place:${key}`) : key);

async function open(vault: Vault | null, row: StoredPlace): Promise<Place | undefined> {
  if (!('sealed' in row)) return row;
  if (!vault) return undefined;
  const place = await vault.open<Omit<Place, 'photos'> & { photos?: PackedPhoto[] }>('place', row.sealed);
  return { ...place, photos: (place.photos ?? []).map(unpackPhoto) };
}

/** As it is, without saying that somebody was there just now. */
export async function storePlace(place: Place): Promise<void> {
  const vault = await vaultOf(place.account_id);
  const db = await database();
  if (!db) return void memory.set(place.key, place);
  if (!vault) return void (await db.put('places', place));
  const { account_id, hand_in, left_at } = place;
  const packed = { ...place, photos: await Promise.all((place.photos ?? []).map(packPhoto)) };
  await db.put('places', { key: await rowName(vault, place.key), account_id, hand_in, left_at, sealed: await vault.seal('place', packed) });
}

/** Keys begin with the account; see placeKey. */
const ownerOf = (key: string): number => Number(key.split('/', 1)[0]);

export async function placeOf(key: string): Promise<Place | undefined> {
  const vault = await vaultOf(ownerOf(key));
  const db = await database();
  if (!db) return memory.get(key);
  const row = await db.get('places', await rowName(vault, key));
  return row && open(vault, row);
}

export const keepPlace = (place: Place): Promise<void> => storePlace({ ...place, checks: [...place.checks], left_at: Date.now() });

export async function forgetPlace(key: string): Promise<void> {
  memory.delete(key);
  const vault = await vaultOf(ownerOf(key));
  const db = await database();
  await db?.delete('places', await rowName(vault, key));
}

export async function placesToHandIn(account: number): Promise<Place[]> {
  const vault = await vaultOf(account);
  const db = await database();
  if (!db) return [...memory.values()].filter((row) => row.account_id === account && row.hand_in);
  const rows = (await db.getAll('places')).filter((row) => row.account_id === account && row.hand_in);
  return (await Promise.all(rows.map((row) => open(vault, row)))).filter((place) => place !== undefined);
}
