// The test of every file here. Whatever a browser says goes wrong on any page fails it: an error in the console (a breach of
// the content security policy is one), an exception nobody caught, a request to another site.
import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

function watch(context: BrowserContext, allowed: RegExp[], home: string, wrongs: string[]) {
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const from = message.location().url;
    const said = `${message.text()} (${from})`;
    // A visitor without a session is answered 401 by design, and the browser logs it.
    if (/401 \(Unauthorized\)/.test(said) && from.endsWith('/api/v1/me')) return;
    if (!allowed.some((pattern) => pattern.test(said))) wrongs.push(said);
  });
  context.on('weberror', (error) => wrongs.push(`uncaught: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== home) wrongs.push(`request to another site: ${request.url()}`);
  });
}

interface Options {
  /** What the console may say in a test that breaks things on purpose. */
  allowed: RegExp[];
}
interface Fixtures {
  wrongs: string[];
  /** Another person with a browser of their own, closed when the test ends. */
  another: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Options & Fixtures>({
  allowed: [[], { option: true }],
  wrongs: [
    async ({}, use) => {
      const wrongs: string[] = [];
      await use(wrongs);
      if (wrongs.length) throw new Error(`The browser complained:\n${wrongs.join('\n')}`);
    },
    { auto: true }
  ],
  context: async ({ context, wrongs, allowed, baseURL }, use) => {
    watch(context, allowed, new URL(baseURL!).origin, wrongs);
    await use(context);
  },
  another: async ({ browser, contextOptions, locale, timezoneId, baseURL, viewport, wrongs, allowed }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, locale, timezoneId, baseURL, viewport, ...options });
      watch(context, allowed, new URL(options.baseURL ?? baseURL!).origin, wrongs);
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  }
});
