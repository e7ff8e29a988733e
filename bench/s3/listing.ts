import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startServer } from './server.ts';

const objects = 10_000;
const objectBytes = 4 * 1024;
const writers = 16;

/** The milliseconds for a page of 1,000 keys of a bucket with 10,000 objects of 4 KiB, over HTTP. */
export interface Listing {
  readonly pages: number;
  readonly medianMs: number;
  readonly slowestMs: number;
}

/** Lists all pages twice; the first time warms up. */
export async function measureListing(): Promise<Listing> {
  const directory = mkdtempSync(join(tmpdir(), 'airlock-bench-'));
  const { client, stop } = await startServer('s3', directory);
  try {
    const keys = Array.from({ length: objects }, (_, index) => `users/${index.toString(36).padStart(4, '0')}.txt`);
    const body = Buffer.alloc(objectBytes, 'x');
    const write = async () => {
      for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
        const { status, text } = await client.send({ method: 'PUT', key, body });
        if (status !== 200) throw new Error(text);
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    const page = async (token: string) => {
      const query = { 'list-type': '2', ...(token && { 'continuation-token': token }) };
      const start = performance.now();
      const answer = await client.send({ method: 'GET', query, auth: 'header' });
      if (answer.element('KeyCount') !== '1000') throw new Error(answer.text.slice(0, 500));
      return { ms: performance.now() - start, next: answer.element('NextContinuationToken') };
    };
    await pages(page);
    const measured = (await pages(page)).sort((one, other) => one - other);
    const medianMs = measured[Math.floor(measured.length / 2)] ?? Number.NaN;
    return { pages: measured.length, medianMs, slowestMs: measured.at(-1) ?? Number.NaN };
  } finally {
    await stop();
    rmSync(directory, { recursive: true });
  }
}

async function pages(page: (token: string) => Promise<{ ms: number; next: string }>): Promise<number[]> {
  const measured: number[] = [];
  for (let token = ''; ;) {
    const { ms, next } = await page(token);
    measured.push(ms);
    if (next === '') return measured;
    token = next;
  }
}
