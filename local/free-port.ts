import { createServer } from 'node:http';

import { listen } from '@airlock/stand-ins/listen.ts';

/** `wanted`, or the next free port (0: any). It is free again when this returns, so listen soon. */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  const port = await listen(server, wanted);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
