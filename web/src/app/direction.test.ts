// The one rule of the house: imports go down. A capability may use only those before it in this list.
import { expect, it } from 'vitest';

const order = ['foundation', 'units', 'identity', 'curriculum', 'learning', 'rewards', 'campaign', 'app', 'routes'];
const sources = Object.entries(
  import.meta.glob<string>(['../**/*.{svelte,ts}', '!../**/paraglide/**'], { query: '?raw', import: 'default', eager: true })
).map(([path, text]) => ({ path: path.startsWith('../') ? path.slice(3) : `app/${path.slice(2)}`, text }));

const capability = (path: string) => path.split('/')[0] ?? '';

/** `from` in the folder of `path`, without the dots. */
function resolved(path: string, from: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of from.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

it('imports go down the list of capabilities', () => {
  const upward: string[] = [];
  for (const { path, text } of sources) {
    if (!order.includes(capability(path))) continue;
    for (const [, target = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      const to = capability(resolved(path, target));
      if (order.indexOf(to) > order.indexOf(capability(path))) upward.push(`${path} → ${target}`);
    }
  }
  expect(sources.length).toBeGreaterThan(100);
  expect(upward).toEqual([]);
});

it('files stay short enough to read at one sitting', () => {
  const long = sources.filter(({ path, text }) => !path.endsWith('contract.ts') && !path.endsWith('schema.d.ts') && text.split('\n').length > 400);
  expect(long.map(({ path }) => path)).toEqual([]);
});
