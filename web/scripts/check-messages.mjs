// Fails when the two languages do not hold the same keys and parameters, when a message is used but absent,
// or when it is kept though nothing uses it. Run by `npm run build`.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const messages = (locale) => {
  const { $schema, ...rest } = JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8'));
  return rest;
};
const parameters = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort().join(',');

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'paraglide' ? [] : sources(path);
    return /\.(svelte|ts)$/.test(entry.name) ? [path] : [];
  });
}

const vi = messages('vi');
const en = messages('en');
const used = new Map();
for (const path of sources('src')) {
  for (const match of readFileSync(path, 'utf8').matchAll(/\bm\.([a-z][a-z0-9_]*)\b/g)) {
    if (!used.has(match[1])) used.set(match[1], path);
  }
}

const mistakes = [];
for (const key of Object.keys(vi)) {
  if (!(key in en)) mistakes.push(`messages/en.json: "${key}" is missing`);
  // "{you}" is the Vietnamese form of address; English has only one.
  else if (parameters(vi[key].replaceAll(/\{[yY]ou\}/g, '')) !== parameters(en[key].replaceAll(/\{[yY]ou\}/g, '')))
    mistakes.push(`messages: "${key}" has other parameters in English`);
  if (!vi[key].trim()) mistakes.push(`messages/vi.json: "${key}" is empty`);
  if (vi[key] !== vi[key].normalize('NFC')) mistakes.push(`messages/vi.json: "${key}" is not NFC`);
  if (!used.has(key)) mistakes.push(`messages/vi.json: "${key}" is not used`);
}
for (const key of Object.keys(en)) if (!(key in vi)) mistakes.push(`messages/vi.json: "${key}" is missing`);
for (const [key, path] of used) if (!(key in vi)) mistakes.push(`${path}: no message "${key}"`);

if (mistakes.length) {
  console.error(mistakes.join('\n'));
  process.exit(1);
}
console.log(`messages: ${Object.keys(vi).length} keys, the same in vi and en, all used`);
