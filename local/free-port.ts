import { createServer } from 'node:http';

import { listen } from '@airlock/stand-ins/listen.ts';

/**
 * Returns `wanted`, or the next free port (0: any). The port is free when this returns, so the caller should listen
 * soon.
 */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  const port = await listen(server, wanted);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
