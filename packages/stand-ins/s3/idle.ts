import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { S3Error } from './errors.ts';
import { errorAnswer } from './render.ts';
import { newRequestIds } from './request.ts';

/**
 * Closes the connection of a client that stands still, which S3 describes as "was not read from or written to within
 * the timeout period". A slow client that moves has all the time it needs.
 */
export function watchIdle(incoming: IncomingMessage, response: ServerResponse, idleMs: number): void {
  const goOn = () => incoming.socket.setTimeout(idleMs);
  // The event comes while the body is not complete. Bytes that lie here unread are not the client's fault.
  incoming.on('timeout', () => {
    goOn();
    // Not `destroy`, which would close the connection before the answer: whoever reads the body fails by this.
    if (incoming.readableLength === 0) incoming.emit('error', new S3Error('RequestTimeout'));
  });
  // The event comes here too. Before the headers are sent it is this server that works, for example on a copy.
  response.on('timeout', () => {
    if (response.headersSent && incoming.complete) response.destroy();
    else goOn();
  });
}

/**
 * Answers what never became a request: headers that do not end in time or are too long, and text that is not HTTP. A
 * client that has sent nothing gets no answer; Node's limits of the connection and of the headers end at the same time
 * for it.
 */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const silent = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket instanceof Socket && socket.bytesRead === 0;
    if (silent || !socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const { status, headers, body } = errorAnswer(refusal(error.code), newRequestIds(), '');
    const lines = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} Bad Request\r\nConnection: close\r\n${lines.join('')}\r\n${String(body)}`);
  });
}

function refusal(code: string | undefined): S3Error {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new S3Error('RequestTimeout');
  if (code === 'HPE_HEADER_OVERFLOW') return new S3Error('RequestHeaderSectionTooLarge');
  return new S3Error('BadRequest', { message: 'An error occurred when parsing the HTTP request.' });
}
