// Where to go after signing in: only ever inside this app, whatever the address said.
export function innerPath(wanted: string | null): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted)) return '/';
  try {
    const url = new URL(wanted, 'http://inside.invalid');
    return url.host === 'inside.invalid' && url.pathname !== '/dang-nhap' ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}
