/** `npm run wasm`: assembles crc64nvme.wat into crc64nvme-wasm.ts. With `--check` it only says whether that is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import wabt from 'wabt';

const from = join(import.meta.dirname, 'src/crc64nvme.wat');
const to = join(import.meta.dirname, 'src/crc64nvme-wasm.ts');

const assembler = await wabt();
const assembled = assembler.parseWat(from, readFileSync(from, 'utf8'), { simd: true, bulk_memory: true });
const base64 = Buffer.from(assembled.toBinary({}).buffer).toString('base64');
const text = `/** Assembled from crc64nvme.wat by \`npm run wasm\`, in base64. */
export const crc64nvmeWasm =
  '${base64}';
`;

if (!process.argv.includes('--check')) writeFileSync(to, text);
else if (readFileSync(to, 'utf8') !== text) {
  console.error('packages/checksum/src/crc64nvme-wasm.ts is not what crc64nvme.wat gives. Run: npm run wasm');
  process.exitCode = 1;
}
