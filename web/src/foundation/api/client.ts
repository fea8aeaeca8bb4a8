// The one place that calls fetch. Capabilities have a typed `api.ts` each, built on these verbs.
import { offlineProblem, problemFrom, type Problem } from './problem';
import { keepReply, keptReply } from '../offline/kept';

const base = '/api/v1';

type Listener = (problem: Problem) => void;
let onRefusedSession: Listener = () => {};

/** Called for sign_in_required, session_locked, totp_setup_required and other_account, before the caller sees them. */
export function listenForSessionProblems(listener: Listener): void {
  onRefusedSession = listener;
}

let meant: number | null = null;
let renewSession: () => Promise<boolean> = async () => false;

/** Whose requests these are: the server refuses them when the browser's one cookie is another person's. */
export function actAs(account: number | null): void {
  meant = account;
}
/** A profile behind a PIN signs in by itself when its cookie has run out or is another profile's. */
export function renewSessionBy(renew: () => Promise<boolean>): void {
  renewSession = renew;
}

/** What the device's own log does not tell: everything else that was changed at the server since the app was opened. */
let changes = 0;
export const changesMade = (): number => changes;
const isLogged = (path: string): boolean => path === '/answers' || path === '/assisted_records';

interface Call {
  method: string;
  body?: unknown;
  form?: FormData;
  /** Joining and signing in: whoever is signed in so far does not matter. */
  entering?: boolean;
  /** These do not interrupt: the start of the app asks who is signed in without being sent to the sign-in page. */
  quiet?: boolean;
}

/** What src/boot.js has asked for already, each reply taken once. */
function askedAlready(path: string): Promise<Response> | undefined {
  const asked = (globalThis as { bdhAsked?: Record<string, Promise<Response>> }).bdhAsked;
  const reply = asked?.[path];
  if (asked) delete asked[path];
  return reply;
}

async function ask(path: string, { method, body, form, entering }: Call): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (meant !== null && !entering) headers['bdh-account'] = String(meant);
  try {
    return await ((method === 'GET' && askedAlready(path)) || fetch(base + path, {
      method,
      headers,
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
      credentials: 'same-origin',
      cache: 'no-store'
    }));
  } catch {
    throw offlineProblem();
  }
}

async function call(path: string, how: Call): Promise<unknown> {
  const { quiet, entering } = how;
  let reply = await ask(path, how);
  if (!entering && (reply.status === 401 || reply.status === 409)) {
    const { code } = (await reply.clone().json().catch(() => ({}))) as { code?: string };
    if ((code === 'sign_in_required' || code === 'other_account') && (await renewSession())) reply = await ask(path, how);
  }
  if (reply.ok && how.method !== 'GET' && !isLogged(path)) changes += 1;
  if (reply.status === 204) return undefined;
  const isJson = /\bjson\b/.test(reply.headers.get('content-type') ?? '');
  if (reply.ok) return isJson ? reply.json() : reply.text();
  // A gateway that cannot reach the server is, for a learner, the same as no network.
  if (!isJson && [502, 503, 504].includes(reply.status)) throw offlineProblem();
  const problem = problemFrom(
    reply.status,
    isJson ? await reply.json().catch(() => null) : null,
    reply.headers.get('x-request-id')
  );
  const session = ['sign_in_required', 'session_locked', 'totp_setup_required', 'other_account'];
  if (!quiet && session.includes(problem.code)) onRefusedSession(problem);
  throw problem;
}

export function read<T>(path: string, quiet = false): Promise<T> {
  return call(path, { method: 'GET', quiet }) as Promise<T>;
}

export interface Kept<T> {
  value: T;
  /** null when it came from the server just now, otherwise when it was kept on this device. */
  kept_at: number | null;
}

/** Reads from the server, and without network what was last read on this device. */
export async function readOrKept<T>(path: string, quiet = false): Promise<Kept<T>> {
  try {
    const value = await read<T>(path, quiet);
    void keepReply(path, value);
    return { value, kept_at: null };
  } catch (thrown) {
    if ((thrown as Problem).code !== 'offline') throw thrown;
    const kept = await keptReply<T>(path);
    if (!kept) throw thrown;
    return kept;
  }
}

const patience_ms = 300;

/** `first` is what may be shown; on a slow line that is what was last read here, and `asked` what the server says after all. */
export async function readOrKeptSoon<T>(path: string, quiet = false): Promise<{ first: Kept<T>; asked: Promise<Kept<T>> }> {
  const asked = readOrKept<T>(path, quiet);
  const answered = asked.then(
    () => true,
    () => true
  );
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patience_ms));
  const kept = (await Promise.race([answered, late])) ? null : await keptReply<T>(path);
  return { first: kept ?? (await asked), asked };
}

export function write<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return call(path, { method, body: body ?? (method === 'DELETE' ? undefined : {}) }) as Promise<T>;
}

/** For the forms of the sign-in page, where "sign in required" is an answer and not an interruption. */
export function writeQuietly<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return call(path, { method, body, quiet: true, entering: true }) as Promise<T>;
}

export function upload<T>(path: string, form: FormData, method: 'POST' | 'PUT' = 'POST'): Promise<T> {
  return call(path, { method, form }) as Promise<T>;
}

export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') pairs.set(key, String(value));
  }
  const text = pairs.toString();
  return text ? `?${text}` : '';
}

export const apiUrl = (path: string): string => base + path;
