// The version of a build is a hash of what it is made from: the same sources give the same files, whoever builds them.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'paraglide' ? [] : files(path);
    return [path];
  });
}

export function sourceVersion() {
  const hash = createHash('sha256');
  const made = ['package-lock.json', 'svelte.config.js', 'vite.config.ts', ...['src', 'messages', 'static'].flatMap(files).sort()];
  for (const path of made) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex').slice(0, 12);
}
