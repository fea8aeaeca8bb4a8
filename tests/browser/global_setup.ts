// Fills a data folder with a small demo, serves it, and stops the server when the tests are over.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export default async function globalSetup() {
  const root = resolve(import.meta.dirname, '../..');
  const binary = join(root, 'build/release/binhdanhoc');
  const data = mkdtempSync(join(tmpdir(), 'bdh-browser-'));
  const port = process.env.BDH_BROWSER_PORT!;
  process.env.BDH_BROWSER_DATA = data;  // for tests in which hours pass
  execFileSync(binary, ['demo', '--data', data, '--people', '200', '--weeks', '4', '--log-level', 'off'], { cwd: root });
  const server = spawn(binary, ['serve', '--data', data, '--port', port, '--log-level', 'warn'], { cwd: root, stdio: 'inherit' });
  for (let tries = 0; ; tries++) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/healthz`)).ok) break;
    } catch {
      if (tries > 200) throw new Error('the server does not start');
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
  return async () => {
    server.kill('SIGTERM');
    await new Promise((gone) => server.once('exit', gone));
    rmSync(data, { recursive: true, force: true });
  };
}
