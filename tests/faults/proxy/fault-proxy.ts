import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { freePort } from '../../../local/free-port.ts';
import { newExchange, type Exchange } from './exchange.ts';
import type { Fault } from './fault.ts';
import { play } from './play.ts';
import type { ActiveRule, Rule } from './rule.ts';
import { RuleBook } from './rule-book.ts';

/**
 * Lies below the range from which the system takes the ports of outgoing connections, so that the proxy keeps its port
 * while it is down.
 */
const lowestPort = 20_000;
const portRange = 10_000;

/**
 * Stands before a server, passes everything on unchanged (also the Host header, which signatures bind), and does what
 * its rules say. Every request is recorded.
 */
export class FaultProxy {
  readonly port: number;
  /** Port of the server behind the proxy, on 127.0.0.1. */
  upstreamPort = 0;
  readonly #book = new RuleBook();
  readonly #agent = new Agent({ keepAlive: false });
  #exchanges: Exchange[] = [];
  #server: Server | undefined;
  #last = 0;

  private constructor(port: number) {
    this.port = port;
  }

  static async start(): Promise<FaultProxy> {
    const proxy = new FaultProxy(await freePort(lowestPort + Math.floor(Math.random() * portRange)));
    await proxy.up();
    return proxy;
  }

  /** The requests since the last `forget`, in the order in which they began. */
  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  add(rule: Rule): ActiveRule {
    return this.#book.add(rule);
  }

  /** Applies the fault to all requests that `where` selects, from now on. */
  always(where: Rule['where'], fault: Fault): ActiveRule {
    return this.add({ where, fault });
  }

  clear(): void {
    this.#book.clear();
  }

  forget(): void {
    this.#exchanges = [];
  }

  /** Resets every connection and refuses new ones, as on a dead network. */
  async down(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** Accepts connections again; does nothing when the proxy is up. */
  async up(): Promise<void> {
    if (this.#server !== undefined) return;
    // The proxy ends nothing by itself: the client decides how long to wait.
    const options = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 60_000, highWaterMark: 256 * 1024 };
    const server = createServer(options, (request, response) => this.#pass(request, response));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
  }

  async close(): Promise<void> {
    await this.down();
    this.#agent.destroy();
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const exchange = newExchange((this.#last += 1), request);
    this.#exchanges.push(exchange);
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    response.on('finish', () => {
      exchange.isDelivered = true;
      exchange.deliveredBefore = this.#last;
    });
    const fault = this.#book.faultFor(exchange);
    exchange.fault = fault?.kind;
    play(fault, { request, response, exchange, upstreamPort: this.upstreamPort, agent: this.#agent });
  }
}
