// A telephone: a browser whose storage outlives it. It can be closed in good order, or killed at any moment as the system of a
// cheap telephone does; what it had stored must be there when it is opened again.
import { chromium, test, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The browser's own processes, not those of its pages, which end with them. */
function processesOf(profile: string): number[] {
  const isOurs = (pid: string) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type='));
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name)).map(Number);
}

export class Phone {
  readonly #profile = mkdtempSync(join(tmpdir(), 'bdh-phone-'));
  #context: BrowserContext | null = null;

  constructor(private readonly address: string) {}

  get context(): BrowserContext {
    return this.#context!;
  }

  /** `at`: what its clock shows, if that is not the time. Without signal the browser knows that there is none. */
  async open({ at, signal }: { at?: number; signal: boolean }): Promise<Page> {
    const { launchOptions, locale, timezoneId, viewport, contextOptions } = test.info().project.use;
    const options = { ...launchOptions, ...contextOptions, locale, timezoneId, viewport, baseURL: this.address };
    this.#context = await chromium.launchPersistentContext(this.#profile, options);
    if (at !== undefined) await this.#context.clock.setFixedTime(at);
    await this.#context.setOffline(!signal);
    const page = this.#context.pages()[0] ?? (await this.#context.newPage());
    page.setDefaultTimeout(20_000);
    return page;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
  }

  async kill(): Promise<void> {
    const gone = new Promise((closed) => this.context.once('close', closed));
    const found = processesOf(this.#profile);
    if (found.length === 0) throw new Error('no browser runs on this profile');
    for (const pid of found) process.kill(pid, 'SIGKILL');
    await gone;
    this.#context = null;
  }

  async throwAway(): Promise<void> {
    await this.close().catch(() => {});
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
