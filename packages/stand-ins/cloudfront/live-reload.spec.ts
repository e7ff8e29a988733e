import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startWeb } from './index.ts';
import { get, webOptions } from './testing/web-fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'airlock-reload-'));
beforeAll(() => writeFileSync(join(root, 'index.html'), '<html><head></head><body>app</body></html>'));
afterAll(() => rmSync(root, { recursive: true }));

describe('the pages', () => {
  it('load a script of their own in development and are told to reload', async () => {
    const live = await startWeb({ ...webOptions(root), isDevelopment: true });
    const page = await get(live.port, '/');
    expect(page.body.toString()).toContain('<script src="/live-reload.js" defer></script></head>');
    const stream = await fetch(`http://127.0.0.1:${live.port}/live-reload`);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    live.reload();
    expect((await reader.read()).value).toContain('event: reload');
    await reader.cancel();
    await live.close();
  });

  it('load no such script otherwise', async () => {
    const web = await startWeb(webOptions(root));
    expect((await get(web.port, '/')).body.toString()).not.toContain('live-reload');
    expect((await get(web.port, '/live-reload')).headers['content-type']).toContain('text/html');
    await web.close();
  });
});
