// What the server says about itself: its name, whether the figures are made up, today's date.
import { readOrKept } from './api/client';
import type { Site } from './api/contract';
import { dayOf } from './format';

class SiteStore {
  value = $state<Site | null>(null);

  async load(): Promise<void> {
    try {
      this.value = (await readOrKept<Site>('/site', true)).value;
    } catch {
      // The app works without; only the demo banner and helper are missing.
    }
  }

  get demo(): boolean {
    return this.value?.demo ?? false;
  }

  get today(): string {
    return this.value?.today ?? dayOf(Date.now());
  }
}

export const site = new SiteStore();
