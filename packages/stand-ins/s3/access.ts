import type { Authorize } from '../iam/authorize.ts';
import type { Signed } from '../sigv4/index.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';

/** The signature of the requester; `undefined` when nobody signed the request. */
export type Requester = Signed | undefined;

export type Context = Record<string, string | readonly string[]>;

/** Condition keys of one question; `undefined` removes the key that the request has. */
type ContextChange = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Sent with every s3:PutObject, so that a policy may demand conditions of the requests that create an object and exempt
 * the earlier steps of a multipart upload ("Enforce conditional writes on Amazon S3 buckets").
 */
export const createsObject: Context = { 's3:ObjectCreationOperation': 'true' };
export const createsNoObject: Context = { 's3:ObjectCreationOperation': 'false' };

/**
 * Header → condition key that has its value. A header that is not sent has no key, which `Null` conditions can test.
 */
const headerKeys: Readonly<Record<string, string>> = {
  'if-match': 's3:if-match',
  'if-none-match': 's3:if-none-match',
  'x-amz-acl': 's3:x-amz-acl',
  'x-amz-content-sha256': 's3:x-amz-content-sha256',
  'x-amz-copy-source': 's3:x-amz-copy-source',
  'x-amz-metadata-directive': 's3:x-amz-metadata-directive',
  'x-amz-server-side-encryption': 's3:x-amz-server-side-encryption',
  'x-amz-storage-class': 's3:x-amz-storage-class',
  referer: 'aws:Referer',
  'user-agent': 'aws:UserAgent',
};

const queryKeys: Readonly<Record<string, string>> = {
  prefix: 's3:prefix',
  delimiter: 's3:delimiter',
  'max-keys': 's3:max-keys',
  versionId: 's3:VersionId',
  'x-amz-acl': 's3:x-amz-acl',
};

/** Asks the policies about one request, with the condition keys of "Actions, resources, and condition keys for Amazon S3". */
export class Access {
  readonly #authorize: Authorize;
  readonly #requester: Requester;
  readonly #context: Context;

  constructor(authorize: Authorize, requester: Requester, request: S3Request, account: string, now: Date) {
    this.#authorize = authorize;
    this.#requester = requester;
    this.#context = { ...requestContext(request, account, now), ...signatureContext(requester, now) };
  }

  get isAnonymous(): boolean {
    return this.#requester === undefined;
  }

  allows(action: string, resource: string, change: ContextChange = {}): boolean | Promise<boolean> {
    const principal = this.#requester?.accessKey;
    return this.#authorize({ principal, action, resource, context: changed(this.#context, change) });
  }

  /** Throws `AccessDenied` with the words of "Troubleshoot access denied (403 Forbidden) errors". */
  async require(action: string, resource: string, change?: ContextChange): Promise<void> {
    if (await this.allows(action, resource, change)) return;
    if (!this.#requester) throw new S3Error('AccessDenied');
    const { principalArn } = this.#requester.accessKey;
    const message = `User: ${principalArn} is not authorized to perform: ${action} on resource: "${resource}"`;
    throw new S3Error('AccessDenied', { message });
  }
}

function requestContext(request: S3Request, account: string, now: Date): Context {
  const context: Context = {
    // The truth about this connection. The code that evaluates the policies decides whether loopback counts as TLS.
    'aws:SecureTransport': 'false',
    's3:ResourceAccount': account,
    'aws:SourceIp': request.incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
  };
  for (const [name, key] of Object.entries(headerKeys)) add(context, key, request.header(name));
  for (const [name, key] of Object.entries(queryKeys)) add(context, key, request.query.get(name));
  return context;
}

function signatureContext(requester: Requester, now: Date): Context {
  if (!requester) return {};
  return {
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    ...(requester.authType === 'query'
      ? { 's3:authType': 'REST-QUERY-STRING', 's3:signatureAge': signatureAgeMs(requester, now) }
      : { 's3:authType': 'REST-HEADER' }),
    'aws:PrincipalArn': requester.accessKey.principalArn,
  };
}

/** Returns the age of the signature. S3 documents the key for pre-signed URLs only. */
const signatureAgeMs = (requester: Signed, now: Date) => String(Math.max(0, now.getTime() - requester.date.getTime()));

function changed(context: Context, change: ContextChange): Context {
  const result = { ...context };
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) Reflect.deleteProperty(result, key);
    else result[key] = value;
  }
  return result;
}

function add(context: Context, key: string, value: string | undefined): void {
  if (value !== undefined) context[key] = value;
}
