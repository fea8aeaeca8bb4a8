// No violation of WCAG 2.2 AA that axe can find, and nothing wider than the screen.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export async function expectAccessible(page: Page, where = page.url()) {
  // A button that was just enabled has its new text at once and its new ground a frame later.
  await page.evaluate(() => new Promise(requestAnimationFrame).then(() => Promise.allSettled(document.getAnimations().map((each) => each.finished))));
  // Without frames of other sites axe can finish in the page itself; a page opened for that would take the focus away.
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const said = found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' · ')}`);
  expect(said, where).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page, where = page.url()) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), where).toBeLessThanOrEqual(0);
}
