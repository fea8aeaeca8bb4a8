// Which modules the first view of a lesson needs. Hundreds of tiny modules (one a message, one an icon) would become dozens of
// requests, so what pages share travels together; what only other pages share must not weigh on a lesson.
import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';

const source = resolve(import.meta.dirname, '../src');
const roots = [
  ...['+layout.ts', '+layout.svelte', '+error.svelte', 'hoc/[lesson]/+page.svelte'].map((file) => resolve(source, 'routes', file)),
  ...readdirSync(resolve(source, 'params')).map((file) => resolve(source, 'params', file)) // what the app asks for every address
];
const isMessage = (id) => id.includes('/paraglide/messages/');

/** Looks from the lesson's page along static imports. All messages hang on one module, so which of them are needed is read
 * from the texts of the modules: each is named `m.name`. */
export function lessonNeeds(graph) {
  const modules = new Set();
  const messages = new Set();
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (modules.has(id) || isMessage(id)) continue;
    modules.add(id);
    const info = graph.getModuleInfo(id);
    for (const [, name] of info?.code?.matchAll(/\bm\.(\w+)/g) ?? []) messages.add(name);
    waiting.push(...(info?.importedIds ?? []));
  }
  return (id) => (isMessage(id) ? messages.has(basename(id, '.js')) || basename(id).startsWith('_') : modules.has(id) || !id.includes('/web/src/'));
}
