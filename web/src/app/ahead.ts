// After the first page stands and the line is quiet: tells the service worker what is already here, and fetches the
// learner's next pages so that they open without network.
import { preloadCode } from '$app/navigation';
import type { Lesson } from '../foundation/api/contract';

const saving = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

const learnersPages = ['/', '/hoc/x', '/on-tap', '/ket-qua', '/dong-bo', '/nguoi-toi-giup'];

export function prepareForOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.ready.then(async (registration) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    if (!saving()) await Promise.all(learnersPages.map((path) => preloadCode(path).catch(() => {})));
    const loaded = performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter((name) => name.startsWith(location.origin) && !name.includes('/api/'));
    registration.active?.postMessage({ keep: loaded });
  });
}

/** The pictures of a lesson that was fetched ahead; the service worker keeps them. */
export function fetchPictures(lesson: Pick<Lesson, 'cards'>): void {
  if (saving() || !navigator.serviceWorker?.controller) return;
  for (const card of lesson.cards) {
    for (const [, source = ''] of card.html.matchAll(/<img[^>]+src="(\/[^"]+)"/g)) new Image().src = source;
  }
}
