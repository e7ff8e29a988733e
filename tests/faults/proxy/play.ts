import { request as send, type Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { pipeline, type Transform, type Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { cutAfter, flipByte, limitSpeed, stallAfter } from './body.ts';
import type { Exchange } from './exchange.ts';
import type { CannedAnswer, Ending, Fault, Side } from './fault.ts';

export interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly exchange: Exchange;
  readonly upstreamPort: number;
  readonly agent: Agent;
}

const now = Promise.resolve();

/** Passes one exchange on, with `fault` when there is one. */
export function play(fault: Fault | undefined, passing: Passing): void {
  const { request, response, exchange } = passing;
  request.on('data', (chunk: Buffer) => void (exchange.requestBytes += chunk.length));
  request.pause();
  switch (fault?.kind) {
    case 'refuse':
      end(passing, fault.by);
      return;
    case 'answer':
      // The body is read to its end first: a browser that is still sending would see a reset, not the answer.
      request.resume();
      request.on('end', () => void (fault.after ?? now).then(() => answerWith(passing, fault.with)));
      return;
    case 'delay':
      setTimeout(() => forward(undefined, passing), fault.ms);
      return;
    default:
      if (!response.destroyed) forward(fault, passing);
  }
}

function forward(fault: Fault | undefined, passing: Passing): void {
  const { request, response, upstreamPort, agent } = passing;
  const outgoing = send({
    ...{ host: '127.0.0.1', port: upstreamPort, agent },
    ...{ method: request.method, path: request.url, headers: request.rawHeaders },
  });
  const giveUp = (): void => end(passing, 'rst');
  outgoing.on('error', giveUp);
  outgoing.on('response', (answer) => void passAnswer(fault, passing, answer));
  response.on('close', () => outgoing.destroy());
  pipeline([request, ...onTheWay('request', fault, passing, outgoing), outgoing], () => undefined);
}

/** Returns the streams through which the body of this side passes on its way to `target`. */
function onTheWay(side: Side, fault: Fault | undefined, passing: Passing, target: Writable): Transform[] {
  if (fault?.kind === 'hang' && side === 'request') return [stallAfter(fault.afterBytes)];
  if (fault === undefined || !('side' in fault) || fault.side !== side) return [];
  switch (fault.kind) {
    case 'flip':
      return [flipByte(fault.atByte)];
    case 'limit':
      return [limitSpeed(fault.bytesPerSecond, fault.until)];
    case 'cut':
      return [cutAfter(fault.afterBytes, () => void cut(fault, passing, target))];
  }
}

async function cut({ by, after }: Fault & { kind: 'cut' }, passing: Passing, target: Writable): Promise<void> {
  // What was let through has to be sent first.
  while (target.writableLength > 0 && !target.destroyed) await nextTurn();
  await after;
  end(passing, by);
}

async function passAnswer(fault: Fault | undefined, passing: Passing, answer: IncomingMessage): Promise<void> {
  const { response, exchange } = passing;
  answer.on('error', () => end(passing, 'rst'));
  if (fault?.kind === 'lose-answer' || fault?.kind === 'replace-answer') {
    // The server has acted only when its whole answer has come.
    answer.resume();
    await once(answer, 'end');
    if (fault.kind === 'lose-answer') end(passing, fault.by);
    else answerWith(passing, fault.with);
    return;
  }
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'hold-answer') await fault.until;
  if (response.destroyed) return;
  exchange.status = answer.statusCode;
  if (fault?.kind === 'wrong-checksum') {
    const body = wrongChecksums(Buffer.concat(await answer.toArray()).toString());
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders.map(wrongIfChecksum)).end(body);
    return;
  }
  response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
  response.flushHeaders();
  pipeline([answer, ...onTheWay('answer', fault, passing, response), response], () => undefined);
}

/** A checksum of the same length as every other, which neither no bytes nor any file of a test has. */
const wrongChecksum = 'WrongWrong0=';

const wrongIfChecksum = (text: string, index: number, headers: readonly string[]): string =>
  index % 2 === 1 && headers[index - 1]?.toLowerCase() === 'x-amz-checksum-crc64nvme' ? wrongChecksum : text;

const wrongChecksums = (xml: string): string =>
  xml.replace(/<ChecksumCRC64NVME>[^<]*</g, `<ChecksumCRC64NVME>${wrongChecksum}<`);

function answerWith({ request, response, exchange }: Passing, answer: CannedAnswer): void {
  const { status, body = '', headers, cors } = answer;
  const { origin = '*' } = request.headers;
  const readable = { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'ETag,Retry-After' };
  exchange.status = status;
  response.writeHead(status, { ...headers, ...(cors && readable), 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function end({ request }: Passing, by: Ending): void {
  if (by === 'rst') request.socket.resetAndDestroy();
  else request.socket.destroy();
}
