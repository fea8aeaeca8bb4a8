// The built app as its next release would stand on a server: every script, style and font under another name, so that nothing
// of the release before is to be had any more.
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
const hashOf = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
const inlineScripts = (page: string): string[] => [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script!);

export function makeLaterRelease(built: string, folder: string): void {
  cpSync(built, folder, { recursive: true });
  for (const path of filesIn(folder)) if (/\.(br|gz)$/.test(path)) rmSync(path);
  const { version } = JSON.parse(readFileSync(join(folder, '_app/version.json'), 'utf8')) as { version: string };
  const named = filesIn(join(folder, '_app/immutable'));
  const names = new RegExp(named.map((path) => basename(path).replace(/[.\-]/g, '\\$&')).join('|'), 'g');
  const page = join(folder, 'index.html');
  const before = inlineScripts(readFileSync(page, 'utf8')).map(hashOf);
  for (const path of filesIn(folder)) {
    if (!/\.(html|js|css|json)$/.test(path)) continue;
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(names, (name) => `later-${name}`).replaceAll(version, 'later'));
  }
  for (const path of named) renameSync(path, join(dirname(path), `later-${basename(path)}`));
  const after = inlineScripts(readFileSync(page, 'utf8')).map(hashOf);
  // The rules stand in the page and in what the server sends with it.
  for (const path of [page, join(folder, 'csp.txt')]) {
    writeFileSync(path, before.reduce((text, hash, place) => text.replaceAll(hash, after[place]!), readFileSync(path, 'utf8')));
  }
}
