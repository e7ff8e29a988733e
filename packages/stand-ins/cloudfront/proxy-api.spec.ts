import { createServer, type Server } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { listen } from '../listen.ts';
import { startWeb, type Web } from './index.ts';
import { webOptions } from './testing/web-fixture.ts';

const options = webOptions('no-such-folder');

describe('another API', () => {
  let upstream: Server;
  let proxied: Web;

  beforeAll(async () => {
    upstream = createServer((request, response) => {
      response.setHeader('x-seen', `${request.method ?? ''} ${request.url ?? ''} ${request.headers.host ?? ''}`);
      response.writeHead(201);
      request.pipe(response);
    });
    const port = await listen(upstream, 0);
    proxied = await startWeb({ ...options, api: new URL(`http://127.0.0.1:${port}`) });
  });
  afterAll(async () => {
    await proxied.close();
    upstream.close();
  });

  it('gets path and query without the stage, and the body as a stream', async () => {
    const response = await fetch(`http://127.0.0.1:${proxied.port}/api/files?x=%20`, {
      method: 'POST',
      body: 'the body',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-seen')).toMatch(/^POST \/files\?x=%20 127\.0\.0\.1:\d+$/);
    expect(await response.text()).toBe('the body');
  });

  it('is named in one sentence when it is down', async () => {
    const closed = createServer();
    const port = await listen(closed, 0);
    closed.close();
    const broken = await startWeb({ ...options, api: new URL(`http://127.0.0.1:${port}`) });
    const response = await fetch(`http://127.0.0.1:${broken.port}/api/files`);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      code: 'unavailable',
      message: `The API at http://127.0.0.1:${port} cannot be reached. Is "sam local start-api" running?`,
    });
    await broken.close();
  });
});
