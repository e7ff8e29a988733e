import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

import { canonicalRequest } from '../../sigv4/canonical-request.ts';
import { formatTimestamp } from '../../sigv4/credential.ts';
import { hmac, scopeText, signingKey, stringToSign } from '../../sigv4/signature.ts';
import { sha256Hex, uriEncode } from '../../sigv4/index.ts';
import type { Target } from './target.ts';

/** Some servers wait for ever for a body that they should have refused. SeaweedFS needs time for 20 racing writes. */
const silenceMs = 20_000;

export interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The code of the error document; empty when there is none. */
  readonly code: string;
  /** Returns the text of the first such element of the XML; empty when there is none. */
  element(name: string): string;
}

/** A request before it is signed. Everything is sent exactly as given: no library changes it on the way. */
export interface Request {
  readonly method: string;
  /** The object key; empty for the bucket, and for the service when the target has no bucket. */
  readonly key?: string;
  readonly versioned?: boolean;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Where the signature is; `query` (a pre-signed URL) by default. */
  readonly auth?: 'query' | 'header' | 'none';
  /** Names to leave out of the signature, such as `['x-amz-acl']`; otherwise every header is signed. */
  readonly unsigned?: readonly string[];
  readonly expiresInSeconds?: number;
  readonly signedAt?: Date;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** `x-amz-content-sha256` of a header signature; the hash of the body by default. */
  readonly payloadHash?: string;
}

/** A signed request before it is sent. Tests change it to see how a server treats a changed request. */
export interface SignedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Signs requests by itself and sends them with `node:http`. */
export class Client {
  readonly target: Target;

  constructor(target: Target) {
    this.target = target;
  }

  /** Signs a request, lets `edit` change the result, and sends it. */
  async send(unsigned: Request, edit: (signed: SignedRequest) => void = () => undefined): Promise<Response> {
    const signed = this.sign(unsigned);
    edit(signed);
    return this.exchange(signed);
  }

  sign(wanted: Request): SignedRequest {
    const body = Buffer.from(wanted.body ?? '');
    const { bucket, versionedBucket, url } = this.target;
    const name = wanted.versioned ? versionedBucket : bucket;
    const rawPath = name === '' ? '/' : `/${name}/${(wanted.key ?? '').split('/').map(uriEncode).join('/')}`;
    const headers: Record<string, string> = { host: new URL(url).host, ...wanted.headers };
    const isUpload = wanted.method === 'PUT' || wanted.method === 'POST';
    const signing = { wanted, rawPath, headers, payloadHash: wanted.payloadHash ?? sha256Hex(body) };
    const rawQuery = this.#authenticate(signing);
    if (isUpload) headers['content-length'] ??= String(body.length);
    return { method: wanted.method, path: rawQuery ? `${rawPath}?${rawQuery}` : rawPath, headers, body };
  }

  async exchange({ method, path, headers, body }: SignedRequest): Promise<Response> {
    const { hostname, port } = new URL(this.target.url);
    const outgoing = request({ hostname, port, method, path, headers });
    const answered = once(outgoing, 'response');
    // A server that refuses early may close while the body is still being sent; its answer is what counts.
    outgoing.on('error', () => undefined);
    outgoing.setTimeout(silenceMs, () => outgoing.destroy(new Error('The server does not answer.')));
    outgoing.end(body);
    const [incoming] = (await answered) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    return response(incoming, Buffer.concat(chunks).toString());
  }

  /** Adds the `Authorization` header, or returns the query with a signature. */
  #authenticate(signing: Signing): string {
    const { wanted, rawPath, headers } = signing;
    const auth = wanted.auth ?? 'query';
    const timestamp = formatTimestamp(wanted.signedAt ?? this.target.now?.() ?? new Date());
    const { region = this.target.region, accessKeyId = this.target.accessKey.accessKeyId } = wanted;
    const scope = { date: timestamp.slice(0, 8), region, service: 's3' };
    const credential = `${accessKeyId}/${scopeText(scope)}`;
    if (auth === 'header')
      Object.assign(headers, { 'x-amz-date': timestamp, 'x-amz-content-sha256': signing.payloadHash });
    const signedHeaders = Object.keys(headers)
      .filter((name) => !wanted.unsigned?.includes(name))
      .sort();
    const presigned = {
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': credential,
      'X-Amz-Date': timestamp,
      'X-Amz-Expires': String(wanted.expiresInSeconds ?? 300),
      'X-Amz-SignedHeaders': signedHeaders.join(';'),
    };
    const rawQuery = encoded({ ...wanted.query, ...(auth === 'query' && presigned) });
    if (auth === 'none') return rawQuery;
    const payloadHash = auth === 'query' ? 'UNSIGNED-PAYLOAD' : signing.payloadHash;
    const canonical = canonicalRequest(
      { method: wanted.method, rawPath, rawQuery, headers },
      { signedHeaders, payloadHash, singleEncoding: true },
    );
    const key = signingKey(wanted.secretAccessKey ?? this.target.accessKey.secretAccessKey, scope);
    const signature = hmac(key, stringToSign(timestamp, scope, canonical)).toString('hex');
    if (auth === 'query') return `${rawQuery}&X-Amz-Signature=${signature}`;
    headers['authorization'] =
      `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
    return rawQuery;
  }
}

interface Signing {
  readonly wanted: Request;
  readonly rawPath: string;
  readonly headers: Record<string, string>;
  readonly payloadHash: string;
}

const encoded = (query: Readonly<Record<string, string>>) =>
  Object.entries(query)
    .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
    .join('&');

function response(incoming: IncomingMessage, text: string): Response {
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    text,
    code: text.includes('<Error>') ? element('Code') : '',
    element,
  };
}
