// node compare.mjs MARKER.WASM CASES : asks the WebAssembly what the server's own objects were asked, and demands the same:
// marks and plans bit for bit, due days exactly, stability and difficulty to 1e-9. Ends with `N passed, M failed`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KILOBYTES_MAX = 60;
const TOLERANCE = 1e-9;
const [moduleFile, casesFile] = process.argv.slice(2);
const bytes = readFileSync(moduleFile);
const cases = readFileSync(casesFile);
const { instance } = await WebAssembly.instantiate(bytes, {});
const marker = instance.exports;
marker._initialize();
const functions = { m: marker.mark_response, r: marker.remember, i: marker.introduce, p: marker.plan_day };
const names = { m: 'responses', r: 'reviews', i: 'new cards', p: 'days planned' };

let passed = 0;
const wrongs = [];
const check = (name, right) => (right ? (passed += 1) : wrongs.push(name));

const kilobytes = gzipSync(bytes, { level: 9 }).length / 1000;
console.log(`marker.wasm: ${(bytes.length / 1000).toFixed(1)} KB, ${kilobytes.toFixed(1)} KB gzip`);
check(`at most ${KILOBYTES_MAX} KB gzip`, kilobytes <= KILOBYTES_MAX);
check('asks nothing of its host', WebAssembly.Module.imports(new WebAssembly.Module(bytes)).length === 0);

const isNear = (one, other) => Object.is(one, other) || Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one));
function isSame(kind, expected, said) {
  if (kind !== 'r') return expected.equals(said);
  if (expected.length !== said.length) return false;
  for (let at = 0; at < expected.length; at += 8) {
    const [wanted, got] = [expected.readDoubleLE(at), said.readDoubleLE(at)];
    // Stability and difficulty stand first; days and counts are exact.
    if (at < 16 ? !isNear(wanted, got) : wanted !== got) return false;
  }
  return true;
}

const counts = {};
const differing = {};
for (let at = 0; at < cases.length; ) {
  const kind = String.fromCharCode(cases[at]);
  const argumentsSize = cases.readUInt32LE(at + 1);
  const given = cases.subarray(at + 5, at + 5 + argumentsSize);
  const resultAt = at + 5 + argumentsSize;
  const expected = cases.subarray(resultAt + 4, resultAt + 4 + cases.readUInt32LE(resultAt));
  at = resultAt + 4 + expected.length;

  const place = marker.input(given.length);
  new Uint8Array(marker.memory.buffer, place, given.length).set(given);
  const output = functions[kind](given.length);
  const said = Buffer.from(marker.memory.buffer, output, marker.output_size());
  counts[kind] = (counts[kind] ?? 0) + 1;
  if (!isSame(kind, expected, said)) {
    differing[kind] = (differing[kind] ?? 0) + 1;
    if (differing[kind] < 4) console.log(`differs (${names[kind]}): ${given.toString('latin1').replace(/[^ -~]+/g, '·')}`);
  }
}
for (const kind of Object.keys(names)) {
  console.log(`${counts[kind] ?? 0} ${names[kind]}, ${differing[kind] ?? 0} differ`);
  check(`${names[kind]} are the same`, counts[kind] > 0 && !differing[kind]);
}
check('100,000 responses at least', counts.m >= 100_000);
for (const wrong of wrongs) console.log(`FAILED ${wrong}`);
console.log(`${passed} passed, ${wrongs.length} failed`);
process.exit(wrongs.length ? 1 : 0);
