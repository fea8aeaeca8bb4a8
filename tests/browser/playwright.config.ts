// Browser tests: the release server with a small demo, the built web app, Debian's Chromium. See global_setup.ts.
import { defineConfig } from '@playwright/test';
import { freePort } from './ports.ts';

// A port of this run's own; the test workers inherit it.
process.env.BDH_BROWSER_PORT ??= String(await freePort());

export default defineConfig({
  testDir: '.',
  globalSetup: './global_setup.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  reporter: [['line'], ['json']],
  outputDir: '../../build/browser',
  use: {
    baseURL: `http://127.0.0.1:${process.env.BDH_BROWSER_PORT}`,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 360, height: 740 },
    actionTimeout: 10_000,
    // What is sliding in is half transparent; looked at too early it fails the contrast it will have.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
