import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const loopback = '127.0.0.1';
const portsToTry = 50;

/**
 * Listens on 127.0.0.1 at `port`, or at the next free port when that is taken (0: any). Returns the port that it got.
 */
export async function listen(server: Server, port: number, host = loopback): Promise<number> {
  for (let candidate = port; candidate < port + portsToTry; candidate += 1) {
    try {
      server.listen(candidate, host);
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(
    `No free port from ${port} to ${port + portsToTry - 1} on ${host}: end what uses them, or name others.`,
  );
}
