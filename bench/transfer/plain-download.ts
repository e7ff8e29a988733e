import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Browser } from '@playwright/test';

/** Serves a page with a link to one file, and nothing else: no signature, no store, no check. */
export async function withPlainSite<T>(file: string, work: (url: string) => Promise<T>): Promise<T> {
  const { size } = await stat(file);
  const server = createServer((incoming, response) => {
    if (incoming.url === '/file') {
      response.writeHead(200, { 'content-disposition': 'attachment; filename="plain.bin"', 'content-length': size });
      createReadStream(file, { highWaterMark: 1024 ** 2 })
        .on('error', () => response.destroy())
        .pipe(response);
    } else {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<a href="/file">file</a>');
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await work(`http://127.0.0.1:${port}/`);
  } finally {
    server.close();
  }
}

/** Returns the seconds from the click until the browser has the whole file. */
export async function plainDownload(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    const started = performance.now();
    const [got] = await Promise.all([page.waitForEvent('download'), page.getByRole('link').click()]);
    await got.path();
    const seconds = (performance.now() - started) / 1000;
    await got.delete();
    return seconds;
  } finally {
    await page.close();
  }
}
