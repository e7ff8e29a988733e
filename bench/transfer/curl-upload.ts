import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Uploader } from './uploader.ts';

/** Uploads the whole file in one request. */
export const curl: Uploader = async ({ adapter }, { forOneRequest: { path } }) => {
  const started = performance.now();
  const { url, headers = {} } = await adapter.sign({ method: 'PUT', key: 'bench/curl.bin' });
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  await promisify(execFile)('curl', ['-sS', '--fail-with-body', '-H', 'Expect:', ...named, '-T', path, url]);
  return { seconds: (performance.now() - started) / 1000, apiCalls: adapter.calls() };
};
