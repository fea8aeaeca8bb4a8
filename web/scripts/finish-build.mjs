// After `vite build`: names the two font files every page needs in index.html so that they load at once, puts src/boot.js
// into it with the pieces a lesson needs, writes the content security policy to build/csp.txt for the server to send as a
// header, and compresses the page again.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const assets = 'build/_app/immutable/assets';
const names = readdirSync(assets);
const one = (pattern) => {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${pattern} matches ${found.length} files in ${assets}`);
  return `/_app/immutable/assets/${found[0]}`;
};

let page = readFileSync('build/index.html', 'utf8');
const head = [/vietnamese-400-normal.*\.woff2$/, /latin-400-normal.*\.woff2$/]
  .map((pattern) => `<link rel="preload" href="${one(pattern)}" as="font" type="font/woff2" crossorigin>`)
  .join('');
page = page.replace('<!--first-needed-->', () => head);

const hashOf = (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** The scripts and styles of a lesson's page that the page itself does not name yet. */
function lessonPieces() {
  const routes = readFileSync('.svelte-kit/generated/client-optimized/app.js', 'utf8');
  const node = /"\/hoc\/\[lesson\]": \[~?(\d+)/.exec(routes)?.[1];
  const manifest = JSON.parse(readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8'));
  const pieces = new Set();
  const collect = (name) => {
    const { file, css = [], imports = [] } = manifest[name];
    if (page.includes(file)) return;
    for (const piece of [file, ...css]) pieces.add(`/${piece}`);
    for (const next of imports) collect(next);
  };
  collect(`.svelte-kit/generated/client-optimized/nodes/${node}.js`);
  return [...pieces];
}

const boot = readFileSync('src/boot.js', 'utf8')
  .replace(`['lesson-pieces']`, () => JSON.stringify(lessonPieces()))
  .replace(/^\s*\/\/.*\n/gm, '')
  .replace(/^\s+/gm, '')
  .trim();
page = page.replace('<!--boot-->', () => `<script>${boot}</script>`).replace(/script-src /, (found) => `${found}${hashOf(boot)} `);
if (!page.includes(boot)) throw new Error('index.html has no place for boot.js');

// The header says the same as the page's own meta tag, and adds what only a header may say.
const policy = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(page)?.[1];
if (!policy) throw new Error('index.html carries no content security policy');
for (const [, text] of page.matchAll(/<script>([\s\S]*?)<\/script>/g)) {
  const hash = hashOf(text);
  if (!policy.includes(hash)) throw new Error(`an inline script is not allowed by the policy: ${hash}`);
}
if (/\sstyle="/.test(page.replace(/<!--[\s\S]*?-->/g, ''))) throw new Error('index.html has an inline style');

writeFileSync('build/csp.txt', `${policy}; frame-ancestors 'none'\n`);
writeFileSync('build/index.html', page);

function compress(path) {
  const bytes = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  );
}
compress('build/index.html');
for (const name of ['manifest.webmanifest']) {
  const path = join('build', name);
  if (statSync(path).isFile()) compress(path);
}
