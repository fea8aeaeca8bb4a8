// Light or dark, and simple mode: kept on the device, applied before the first paint by src/boot.js.
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
