import type { Authorize } from '../iam/authorize.ts';
import type { Signed } from '../sigv4/index.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';

/** `undefined`: nobody signed the request. */
export type Caller = Signed | undefined;

export type Context = Record<string, string | readonly string[]>;

/**
 * Told for every s3:PutObject, so that a policy may demand conditions of what creates an object and spare the steps of a
 * multipart upload before the last ("Enforce conditional writes on Amazon S3 buckets").
 */
export const createsObject: Context = { 's3:ObjectCreationOperation': 'true' };
export const createsNoObject: Context = { 's3:ObjectCreationOperation': 'false' };

/** Header → condition key that has its value. A header that is not sent has no key, so `Null` conditions see it. */
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
  readonly #caller: Caller;
  readonly #context: Context;

  constructor(authorize: Authorize, caller: Caller, request: S3Request, account: string, now: Date) {
    this.#authorize = authorize;
    this.#caller = caller;
    this.#context = { ...requestContext(request, account, now), ...signatureContext(caller, now) };
  }

  get isAnonymous(): boolean {
    return this.#caller === undefined;
  }

  allows(action: string, resource: string, context: Context = {}): boolean | Promise<boolean> {
    const principal = this.#caller?.accessKey;
    return this.#authorize({ principal, action, resource, context: { ...this.#context, ...context } });
  }

  /** Throws `AccessDenied` with the words of "Troubleshoot access denied (403 Forbidden) errors". */
  async demand(action: string, resource: string, context?: Context): Promise<void> {
    if (await this.allows(action, resource, context)) return;
    if (!this.#caller) throw new S3Error('AccessDenied');
    const { principalArn } = this.#caller.accessKey;
    const message = `User: ${principalArn} is not authorized to perform: ${action} on resource: "${resource}"`;
    throw new S3Error('AccessDenied', { message });
  }
}

function requestContext(request: S3Request, account: string, now: Date): Context {
  const context: Context = {
    // The truth: whether loopback counts as TLS is for the policies' side to say.
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

function signatureContext(caller: Caller, now: Date): Context {
  if (!caller) return {};
  return {
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    ...(caller.authType === 'query'
      ? { 's3:authType': 'REST-QUERY-STRING', 's3:signatureAge': signatureAgeMs(caller, now) }
      : { 's3:authType': 'REST-HEADER' }),
    'aws:PrincipalArn': caller.accessKey.principalArn,
  };
}

/** Documented for pre-signed URLs only. */
const signatureAgeMs = (caller: Signed, now: Date) => String(Math.max(0, now.getTime() - caller.date.getTime()));

function add(context: Context, key: string, value: string | undefined): void {
  if (value !== undefined) context[key] = value;
}
