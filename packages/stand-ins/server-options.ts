import type { ServerOptions } from 'node:http';

/** How long a client may take for the headers of a request, in milliseconds; for the whole request it has three times as long. */
const defaultPatienceMs = 20_000;

/**
 * How long a connection may stay unused, in milliseconds: API Gateway's "idle connection timeout". With Node's own five seconds a
 * client on a busy machine would send requests into connections that are being closed.
 */
const idleMs = 310_000;

/**
 * Returns the options of a server. A client that stands still is answered 408 and closed. Headers are read up
 * to 64 KiB, so that what stands behind can refuse large ones in its own words, as AWS does.
 */
export function serverOptions(patienceMs = defaultPatienceMs): ServerOptions {
  return {
    maxHeaderSize: 64 * 1024,
    headersTimeout: patienceMs,
    requestTimeout: 3 * patienceMs,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: patienceMs / 4,
  };
}
