/** One request to AWS, as far as IAM looks at it. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Services whose name in IAM is not the one that a signature names. */
const names: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/**
 * Returns the access key and the IAM action of a request, from its signature and its protocol; `undefined` for a request that is not
 * signed. API Gateway authorizes methods of HTTP, all others operations.
 */
export function recordedAction(
  request: Recorded,
): { readonly accessKeyId: string; readonly action: string } | undefined {
  const scope = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(String(request.headers['authorization'] ?? ''));
  if (scope === null) return undefined;
  const [, accessKeyId = '', signed = ''] = scope;
  const service = names[signed] ?? signed;
  return { accessKeyId, action: `${service}:${operationOf(service, request)}` };
}

function operationOf(service: string, { method, path, headers, body }: Recorded): string {
  const target = headers['x-amz-target'];
  if (target !== undefined) return String(target).split('.').at(-1) ?? '';
  const inBody = new URLSearchParams(body).get('Action');
  if (inBody !== null) return inBody;
  if (service === 'apigateway') return method;
  if (service === 's3') return s3Operation({ method, body }, new URL(path, 'http://s3'));
  const [, rpc] = /\/operation\/(\w+)$/.exec(path) ?? [];
  if (rpc !== undefined) return rpc;
  const known = rest.find(([pattern]) => pattern.test(`${method} ${path}`));
  return known?.[1] ?? `${method} ${path}`;
}

const rest: readonly (readonly [pattern: RegExp, operation: string])[] = [
  [/^POST \/[\d-]+\/distribution\/\w+\/invalidation$/, 'CreateInvalidation'],
  [/^GET \/2016-08-19\/account-settings\/?$/, 'GetAccountSettings'],
];

function s3Operation({ method, body }: Pick<Recorded, 'method' | 'body'>, { pathname, searchParams }: URL): string {
  const isObject = pathname.split('/').filter((it) => it !== '').length > 1;
  if (isObject && method === 'DELETE' && searchParams.has('uploadId')) return 'AbortMultipartUpload';
  if (isObject)
    return { GET: 'GetObject', HEAD: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' }[method] ?? method;
  // DeleteObjects is authorized for each of its objects, by whether a version is named.
  if (searchParams.has('delete')) return body.includes('<VersionId>') ? 'DeleteObjectVersion' : 'DeleteObject';
  const settings = {
    policy: 'BucketPolicy',
    publicAccessBlock: 'BucketPublicAccessBlock',
    lifecycle: 'LifecycleConfiguration',
  } as const;
  const [, setting] = Object.entries(settings).find(([name]) => searchParams.has(name)) ?? [];
  if (setting !== undefined) return `${method === 'GET' ? 'Get' : 'Put'}${setting}`;
  if (searchParams.has('versions')) return 'ListBucketVersions';
  if (searchParams.has('uploads')) return 'ListBucketMultipartUploads';
  return method === 'GET' || method === 'HEAD' ? 'ListBucket' : `${method} ${pathname}`;
}
