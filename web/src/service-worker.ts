/// <reference types="@sveltejs/kit" />
// The app without network: pages and scripts are kept as they are used, and what a learner needs next is fetched
// ahead by the page itself (see app/ahead.ts). API replies are not kept here but by foundation/offline, where they can
// be forgotten on signing out.
import { base, build, files, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;
const shell = `${base}/`;
const kept = `bdh-${version}`;
/** Pictures of downloaded levels (learning/offline/bundles.ts). Where it is, this device is to work without network. */
const pictures = 'bundle-pictures';
const ours = new Set([...build, ...files]);
const first = [shell, ...files.filter((file) => /favicon\.svg$|manifest\.webmanifest$/.test(file))];

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(kept)
      // A new version replaces the old one only when all of it is there, or a device far from any network would be left
      // with half an app.
      .then(async (cache) => cache.addAll((await caches.has(pictures)) ? [...new Set([...first, ...build])] : first))
      .then(() => worker.skipWaiting())
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const others = (await caches.keys()).filter((name) => name !== kept && name !== pictures);
      // A page that is open, or just opening, is still of the version before, and goes on finding its pieces.
      const before = others.filter((name) => name.startsWith('bdh-')).at(-1);
      for (const name of others) if (name !== before) await caches.delete(name);
      await worker.clients.claim();
    })()
  );
});

/** The page tells what it has loaded before this worker was there; the browser's own cache still has it. */
worker.addEventListener('message', (event) => {
  const asked = event.data as { keep?: unknown; keep_all?: boolean } | null;
  if (asked?.keep_all) {
    const [answer] = event.ports;
    event.waitUntil(
      keepAll().then(
        () => answer?.postMessage(true),
        () => answer?.postMessage(false)
      )
    );
    return;
  }
  const urls = asked?.keep;
  if (!Array.isArray(urls)) return;
  event.waitUntil(
    caches.open(kept).then(async (cache) => {
      for (const url of urls) {
        if (typeof url !== 'string' || !ours.has(new URL(url, worker.location.href).pathname)) continue;
        if (!(await cache.match(url))) await cache.add(url).catch(() => {});
      }
    })
  );
});

/** Every script, style and font of this version. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(kept);
  for (const path of [...first, ...build]) if (!(await cache.match(path))) await cache.add(path);
}

async function fromCacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(kept);
  const found = (await cache.match(request)) ?? (await caches.match(request));
  if (found) return found;
  const reply = await fetch(request);
  // A full disk must not keep from the page what the network brought.
  if (reply.ok) await cache.put(request, reply.clone()).catch(() => {});
  return reply;
}

/** A page: the newest one if the network answers at once, else the one that was kept. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(kept);
  const found = await cache.match(shell);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), found ? 300 : 60_000));
  try {
    const reply = await Promise.race([fetch(request), late]);
    if (reply && (reply.ok || !found)) return reply;
    if (reply && reply.status < 500) return reply;
  } catch {
    // No network.
  }
  return found ?? Response.error();
}

/** Its name says what is in it, whichever version wants it. */
const isPiece = (url: URL) => url.pathname.startsWith(`${base}/_app/immutable/`);
/** Pictures of lessons: as they were first seen. */
const isPicture = (url: URL, request: Request) => url.pathname.startsWith('/pack/') && request.destination === 'image';

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (ours.has(url.pathname) || isPiece(url) || isPicture(url, request)) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && !/^\/(api|pack)\//.test(url.pathname)) event.respondWith(page(request));
});
