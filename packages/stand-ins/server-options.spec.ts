import { createServer } from 'node:http';

import { expect, it } from '@jest/globals';

import { listen } from './listen.ts';
import { serverOptions } from './server-options.ts';

it('a connection that is not used stays open as long as with API Gateway, and says so', async () => {
  const server = createServer(serverOptions(), (_request, response) => response.end());
  const port = await listen(server, 0);
  try {
    const { headers } = await fetch(`http://127.0.0.1:${port}/`);
    expect(headers.get('keep-alive')).toBe('timeout=310');
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
