import type { PutAnswer, SignedRequest } from '../ports.ts';

/**
 * Time in milliseconds after which a connection that moves no bytes is aborted. The outcome of its request is then
 * unknown.
 */
const stalledAfterMs = 60_000;

/** Headers that the browser sets itself. It does not allow a script to set them. */
const ownedByBrowser: ReadonlySet<string> = new Set(['host', 'content-length']);

/**
 * Sends a PUT with XMLHttpRequest, because nothing else in a browser reports the progress of a request. It sends
 * exactly the signed headers. It does not use Angular's HttpClient, because no interceptor may change a request to S3:
 * S3 refuses a request with two kinds of authentication.
 */
export const xhrPut = (
  signed: SignedRequest,
  body: Blob | ArrayBuffer,
  progress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<PutAnswer> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    let stall = setTimeout(abort, stalledAfterMs);
    const moved = () => {
      clearTimeout(stall);
      stall = setTimeout(abort, stalledAfterMs);
    };
    xhr.upload.addEventListener('progress', ({ loaded }) => {
      moved();
      progress(loaded);
    });
    xhr.addEventListener('loadend', () => {
      clearTimeout(stall);
      signal.removeEventListener('abort', abort);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve(answerOf(xhr));
    });
    signal.addEventListener('abort', abort, { once: true });
    xhr.open('PUT', signed.url);
    for (const [name, value] of Object.entries(signed.headers)) {
      if (!ownedByBrowser.has(name.toLowerCase())) xhr.setRequestHeader(name, value);
    }
    xhr.send(body);
  });

function answerOf(xhr: XMLHttpRequest): PutAnswer {
  const code = /<Code>([^<]+)<\/Code>/.exec(xhr.responseText)?.[1];
  const crc64nvme = xhr.status === 200 ? xhr.getResponseHeader('x-amz-checksum-crc64nvme') : null;
  return { status: xhr.status, ...(code !== undefined && { code }), ...(crc64nvme !== null && { crc64nvme }) };
}
