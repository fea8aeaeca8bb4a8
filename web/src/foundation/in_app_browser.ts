// Zalo opens links in a browser of its own, with no service worker to rely on and its own cookies.
export function inZalo(userAgent: string = navigator.userAgent): boolean {
  return /\bZalo\b|ZaloTheme|ZaloLanguage/i.test(userAgent);
}
