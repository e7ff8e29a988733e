import { createHash, createHmac } from 'node:crypto';

/**
 * Signature Version 4 of a pre-signed URL, written from the AWS documentation with node:crypto alone, so that a fault
 * of the SDK or of how we use it cannot hide in the check. Nothing here is shared with the signer.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** What is sent besides `host`, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The signature that S3 computes for what it has received. */
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

/** The parameters of a URL, decoded. */
export function parametersOf(url: string): Record<string, string> {
  return Object.fromEntries(piecesOf(url).query.map(([name, value]) => [name, decodeURIComponent(value)]));
}

/** Cut as text, not with `URL`: that would repair what a broken signer wrote. */
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
