import type { PutAnswer, TransferPorts } from '../ports.ts';

/** A connection that moves nothing for this long is given up; its outcome is then unknown. */
const stalledAfterMs = 60_000;

/** The browser sets these by itself and refuses to have them set. */
const ownedByBrowser: ReadonlySet<string> = new Set(['host', 'content-length']);

/**
 * PUT by XMLHttpRequest, the only way in a browser that reports progress of the request. It sends exactly the signed
 * headers. It is not Angular's HttpClient on purpose: no interceptor may ever touch a request to S3, which refuses two
 * ways of authentication at once.
 */
export const xhrPut: TransferPorts['put'] = (signed, body, progress, signal) =>
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
