import { once } from 'node:events';
import { createServer, request as send, Agent, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Fault } from './fault.ts';
import { FaultProxy } from './fault-proxy.ts';

/** What the server behind the proxy received of one request. */
interface Heard {
  readonly url: string;
  readonly host: string | undefined;
  body: Buffer;
  isWhole: boolean;
}

/** What came back to the client. */
interface Got {
  readonly status?: number;
  readonly headers?: IncomingMessage['headers'];
  readonly body?: Buffer;
  /** Node's code of the failure. */
  readonly error?: string;
}

/** What the client sends and the server answers. */
export const body = Buffer.alloc(300_000, 'a line of text that is repeated; ');
const agent = new Agent({ keepAlive: false });

/** A server that notes what it receives, with a fault proxy before it. */
export class ProxiedServer {
  readonly heard: Heard[] = [];
  readonly server: Server;
  readonly proxy: FaultProxy;

  private constructor(proxy: FaultProxy) {
    this.proxy = proxy;
    this.server = createServer((request, response) => {
      const { url = '', headers } = request;
      const entry: Heard = { url, host: headers.host, body: Buffer.alloc(0), isWhole: false };
      this.heard.push(entry);
      request.on('data', (chunk: Buffer) => (entry.body = Buffer.concat([entry.body, chunk])));
      request.on('error', () => undefined);
      request.on('end', () => {
        entry.isWhole = request.complete;
        response.writeHead(200, { 'X-From': 'server', 'Content-Length': body.length }).end(body);
      });
    });
  }

  static async start(): Promise<ProxiedServer> {
    const started = new ProxiedServer(await FaultProxy.start());
    started.server.listen(0, '127.0.0.1');
    await once(started.server, 'listening');
    started.proxy.upstreamPort = (started.server.address() as AddressInfo).port;
    return started;
  }

  async close(): Promise<void> {
    await this.proxy.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Sends `body` through the proxy and returns what came back. */
  async put(path = '/file', origin?: string): Promise<Got> {
    const headers = { 'Content-Length': body.length, ...(origin !== undefined && { Origin: origin }) };
    const outgoing = send({ host: '127.0.0.1', port: this.proxy.port, path, method: 'PUT', headers, agent });
    outgoing.end(body);
    return new Promise((resolve) => {
      outgoing.on('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.message }));
      outgoing.on('response', (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        const got = { status: answer.statusCode ?? 0, headers: answer.headers };
        answer.on('end', () => resolve({ ...got, body: Buffer.concat(chunks) }));
        answer.on('error', (error: NodeJS.ErrnoException) => {
          resolve({ ...got, body: Buffer.concat(chunks), error: error.code ?? error.message });
        });
      });
    });
  }

  /** Sends `body` through the proxy, which does this to every request, and returns what came back. */
  withFault(fault: Fault): Promise<Got> {
    this.proxy.always(() => true, fault);
    return this.put();
  }

  readonly lastExchange = () => this.proxy.exchanges.at(-1);
}
