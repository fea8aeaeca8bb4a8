/// <reference types="@sveltejs/kit" />
// The app without network: pages and scripts are kept as they are used, and what a learner needs next is fetched
// ahead by the page itself (see app/ahead.ts). API replies are not kept here but by foundation/offline, where they can
// be forgotten on signing out.
import { base, build, files, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;
const shell = `${base}/`;
const kept = `bdh-${version}`;
const ours = new Set([...build, ...files]);
const first = [shell, ...files.filter((file) => /favicon\.svg$|manifest\.webmanifest$/.test(file))];

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(kept)
      .then((cache) => cache.addAll(first))
      .then(() => worker.skipWaiting())
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== kept) await caches.delete(name);
      await worker.clients.claim();
    })()
  );
});

/** The page tells what it has loaded before this worker was there; the browser's own cache still has it. */
worker.addEventListener('message', (event) => {
  const urls = (event.data as { keep?: unknown })?.keep;
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

async function fromCacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(kept);
  const found = await cache.match(request);
  if (found) return found;
  const reply = await fetch(request);
  if (reply.ok) await cache.put(request, reply.clone());
  return reply;
}

/** A page: the newest one if the network answers soon, else the one that was kept. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(kept);
  const found = await cache.match(shell);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), found ? 4_000 : 60_000));
  try {
    const reply = await Promise.race([fetch(request), late]);
    if (reply && (reply.ok || !found)) return reply;
    if (reply && reply.status < 500) return reply;
  } catch {
    // No network.
  }
  return found ?? Response.error();
}

/** Pictures of lessons: as they were first seen. */
const isPicture = (url: URL, request: Request) => url.pathname.startsWith('/pack/') && request.destination === 'image';

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (ours.has(url.pathname) || isPicture(url, request)) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && !/^\/(api|pack)\//.test(url.pathname)) event.respondWith(page(request));
});
