import { request as send } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface RawRequest {
  readonly method: string;
  /** URL with path and query exactly as they are sent: nothing is resolved or encoded. */
  readonly url: string;
  /** Headers as pairs, so that a name can occur twice and in any case. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string | Buffer;
}

/**
 * Sends one HTTP request byte for byte as an attacker writes it. `fetch` would repair it: it resolves `..`, joins
 * repeated headers and does not send a `Host` header of the caller.
 */
export function raw({ method, url, headers = [], body }: RawRequest): Promise<Answer> {
  const { host, hostname, port, path } = piecesOf(url);
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const sent = [
    ...(names.has('host') ? [] : ['Host', host]),
    ...(body === undefined || names.has('content-length') || names.has('transfer-encoding')
      ? []
      : ['Content-Length', String(Buffer.byteLength(body))]),
    ...headers.flat(),
  ];
  return new Promise((resolve, reject) => {
    const outgoing = send({ method, hostname, port, path, headers: sent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Splits a URL as text, because `URL` would repair it. */
function piecesOf(url: string): { host: string; hostname: string; port: number; path: string } {
  const [, host = '', path = ''] = /^http:\/\/([^/]+)(.*)$/s.exec(url) ?? [];
  const [hostname = '', port = '80'] = host.split(':');
  return { host, hostname, port: Number(port), path };
}
