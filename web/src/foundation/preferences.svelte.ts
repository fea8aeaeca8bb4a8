// Light or dark, simple mode (applied before the first paint by src/boot.js), levels to keep: all kept on the device.
export type Theme = 'auto' | 'light' | 'dark';

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Only this visit then.
  }
}

class Preferences {
  theme = $state<Theme>((stored('bdh.theme') as Theme | null) ?? 'auto');
  simple = $state(stored('bdh.simple') === '1');
  /** Levels are kept on this device, new versions fetched by themselves. */
  keepLevels = $state(stored('bdh.keep_levels') === '1');
  wifiOnly = $state(stored('bdh.wifi_only') === '1');

  setKeepLevels(keep: boolean): void {
    this.keepLevels = keep;
    store('bdh.keep_levels', keep ? '1' : null);
  }

  setWifiOnly(only: boolean): void {
    this.wifiOnly = only;
    store('bdh.wifi_only', only ? '1' : null);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    store('bdh.theme', theme === 'auto' ? null : theme);
    const root = document.documentElement;
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }

  setSimple(simple: boolean): void {
    this.simple = simple;
    store('bdh.simple', simple ? '1' : null);
    document.documentElement.toggleAttribute('data-simple', simple);
  }
}

export const preferences = new Preferences();
