// How rows of a profile are made unreadable: AES-256-GCM under a random key of that profile, which is itself kept only
// sealed under a key drawn from the PIN. Six digits stop a finder, not a laboratory: they are a million tries at most.
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: Uint8Array<ArrayBuffer>;
}
/** OWASP's floor for PBKDF2 with SHA-256; kept with each profile, so that a later version may ask for more. */
export const pinRounds = 600_000;
export const pinDigitsMin = 6;
const keyBytes = 32;

/** WebCrypto exists only in secure contexts; a village hall may serve over plain http. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined;

export const randomBytes = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));
export const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const bytesOfHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

async function encrypt(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>, bound: string): Promise<Sealed> {
  const iv = randomBytes(12);
  const additionalData = new TextEncoder().encode(bound);
  return { iv, bytes: new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes)) };
}
async function decrypt(key: CryptoKey, { iv, bytes }: Sealed, bound: string): Promise<Uint8Array<ArrayBuffer>> {
  const additionalData = new TextEncoder().encode(bound);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes));
}

export async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, typed, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt'
  ]);
}
/** Of the secret that the server keeps for somebody who forgets their PIN. */
export const keyOfSecret = (hex: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytesOfHex(hex), 'AES-GCM', false, ['encrypt', 'decrypt']);

const wrappedFor = (profile: string) => `${profile}/keys`;
export const wrap = (keys: Uint8Array<ArrayBuffer>, under: CryptoKey, profile: string): Promise<Sealed> => encrypt(under, keys, wrappedFor(profile));
/** null: the wrong key. */
export const unwrap = (wrapped: Sealed, under: CryptoKey, profile: string): Promise<Uint8Array<ArrayBuffer> | null> =>
  decrypt(under, wrapped, wrappedFor(profile)).catch(() => null);
/** One to seal rows with, one to hide their names with. */
export const drawKeys = (): Uint8Array<ArrayBuffer> => randomBytes(2 * keyBytes);

/** The open keys of one profile. Held in memory only, and not to be read out of it. */
export class Vault {
  readonly profile: string;
  readonly account_id: number;
  readonly #rows: CryptoKey;
  readonly #names: CryptoKey;

  private constructor(profile: string, account_id: number, rows: CryptoKey, names: CryptoKey) {
    this.profile = profile;
    this.account_id = account_id;
    this.#rows = rows;
    this.#names = names;
  }

  static async from(profile: string, account_id: number, keys: Uint8Array<ArrayBuffer>): Promise<Vault> {
    const [rows, names] = await Promise.all([
      crypto.subtle.importKey('raw', keys.slice(0, keyBytes), 'AES-GCM', false, ['encrypt', 'decrypt']),
      crypto.subtle.importKey('raw', keys.slice(keyBytes), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    ]);
    return new Vault(profile, account_id, rows, names);
  }

  /** `kind` keeps a row of one sort from being read as another. */
  seal(kind: string, value: unknown): Promise<Sealed> {
    return this.sealBytes(kind, new TextEncoder().encode(JSON.stringify(value)));
  }

  async open<T>(kind: string, sealed: Sealed): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.openBytes(kind, sealed))) as T;
  }

  sealBytes(kind: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> {
    return encrypt(this.#rows, bytes, `${this.profile}/${kind}`);
  }

  openBytes(kind: string, sealed: Sealed): Promise<Uint8Array<ArrayBuffer>> {
    return decrypt(this.#rows, sealed, `${this.profile}/${kind}`);
  }

  /** A row's name that says nothing: an address may hold whose page was read, a key which lesson somebody is in. */
  async nameOf(text: string): Promise<string> {
    const name = await crypto.subtle.sign('HMAC', this.#names, new TextEncoder().encode(text));
    return `${this.profile}/${hexOf(new Uint8Array(name).slice(0, 16))}`;
  }
}
