import { createHash, createHmac } from 'node:crypto';

/**
 * A request with a pre-signed URL, as it is sent. The check of its Signature Version 4 is written from the AWS documentation
 * with only node:crypto and shares nothing with the signer, so that no fault of the signer or of the SDK hides in it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** The headers that are sent besides `host`, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Computes the signature that S3 expects of this request. */
export function expectedSignature({ method, url, headers }: SentRequest, secretAccessKey: string): string {
  const { host, path, query } = piecesOf(url);
  const parameter = (name: string): string => decodeURIComponent(query.find(([key]) => key === name)?.[1] ?? '');
  const [, date = '', region = '', service = ''] = parameter('X-Amz-Credential').split('/');
  const sent: Record<string, string> = { ...headers, host };
  const signedHeaders = parameter('X-Amz-SignedHeaders').split(';');
  const canonicalRequest = [
    method,
    path,
    query
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${name}=${value}`)
      .toSorted()
      .join('&'),
    ...signedHeaders.map((name) => `${name}:${(sent[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const hash = createHash('sha256').update(canonicalRequest).digest('hex');
  const stringToSign = ['AWS4-HMAC-SHA256', parameter('X-Amz-Date'), scope, hash].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  return createHmac('sha256', key).update(stringToSign).digest('hex');
}

/** Returns the parameters of a URL, decoded. */
export function parametersOf(url: string): Record<string, string> {
  return Object.fromEntries(piecesOf(url).query.map(([name, value]) => [name, decodeURIComponent(value)]));
}

/** Splits a URL as text. The class `URL` would repair what a broken signer wrote. */
function piecesOf(url: string): { host: string; path: string; query: (readonly [string, string])[] } {
  const [, host = '', path = '', query = ''] = /^https?:\/\/([^/]+)([^?]*)\?(.*)$/.exec(url) ?? [];
  return {
    host,
    path,
    query: query.split('&').map((pair) => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), pair.slice(equals + 1)] as const;
    }),
  };
}
