/**
 * Makes servers answer later. It is imported into the stack's process before the stack, because a proxy would itself
 * influence the measurement. Its address has the delays: `delay.ts?requestMs=60&signatureMs=40`.
 */
import { Server, type IncomingMessage } from 'node:http';

const asked = new URL(import.meta.url).searchParams;
const requestMs = Number(asked.get('requestMs'));
const signatureMs = Number(asked.get('signatureMs'));

/**
 * Returns the delay of a browser's request to S3 or the API. Functions are close to S3, and the app itself is loaded
 * already, so neither is delayed.
 */
function delayOf({ method, url = '' }: IncomingMessage): number {
  if (method === 'OPTIONS') return 0;
  if (url.includes('X-Amz-Signature=')) return requestMs;
  return url.startsWith('/api/') ? signatureMs : 0;
}

const emitNow = Reflect.get(Server.prototype, 'emit') as (this: Server, event: string, ...args: unknown[]) => boolean;

Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]): boolean {
  const delayMs = event === 'request' ? delayOf(args[0] as IncomingMessage) : 0;
  if (delayMs === 0) return emitNow.call(this, event, ...args);
  setTimeout(() => emitNow.call(this, event, ...args), delayMs);
  return true;
};
