// What a first lesson costs on an empty cache: at most 250 KB in all, at most 100 KB of it script. Shows CM-8.
import { openLine } from './line.ts';
import { enter, sen } from './people.ts';
import { expect, test } from './strict_test.ts';

test('the first view of a lesson stays within its budget', async ({ another }) => {
  const line = await openLine(Number(process.env.BDH_BROWSER_PORT));
  const page = await another({ baseURL: line.address });
  await enter(page, sen);
  const spentSigningIn = line.bytesToBrowser();

  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.clearBrowserCache');
  const addresses = new Map<string, string>();
  let total = 0;
  let script = 0;
  network.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total += encodedDataLength;
    if (/\.m?js$/.test(new URL(addresses.get(requestId) ?? 'about:blank').pathname)) script += encodedDataLength;
  });
  await page.goto('/hoc/bdh-ai-1-01');
  await expect(page.getByRole('heading', { level: 1, name: 'Trợ lý AI là gì?' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1_000);
  const throughTheLine = line.bytesToBrowser() - spentSigningIn;

  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
  console.log(`first lesson: ${kilobytes(total)} in all, ${kilobytes(script)} script; with the service worker ${kilobytes(throughTheLine)}`);
  expect(script).toBeGreaterThan(10_000);
  expect(script).toBeLessThanOrEqual(100_000);
  expect(total).toBeLessThanOrEqual(250_000);
  expect(throughTheLine).toBeLessThanOrEqual(250_000);
  await page.close();
  line.close();
});
