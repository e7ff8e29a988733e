import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Hash } from '@smithy/hash-node';
import { HttpRequest } from '@smithy/protocol-http';

import { callOperation, goodBody, goodInput, goodItem, operationNamed, type Input } from './api.ts';
import { stackKeys } from './gateway.ts';
import { raw, type Answer, type RawRequest } from './request.ts';
import { signedRequestsIn, type SignedRequest } from './signed-request.ts';
import { Storage, store } from './storage.ts';
import { changedHeaders, changedObjects, changedQueries, unsignedHeaders } from './url-changes.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let storage: Storage;
let files = 0;

beforeAll(async () => {
  world = await openWorld();
  storage = new Storage(world);
}, 120_000);
afterAll(async () => {
  storage.close();
  await world.close();
});

const nextPath = (): string => `signed/file-${(files += 1)}.txt`;

async function ask(name: string, input: Input): Promise<string> {
  const to = { apiUrl: world.apiUrl, token: world.owner.accessToken };
  const { status, text } = await callOperation(to, operationNamed(name), {
    ...goodInput(operationNamed(name)),
    ...input,
  });
  if (status >= 300) throw new Error(`${name}: ${text}`);
  return text;
}

/** Each kind of URL that the API signs, still valid. Every attack below changes one thing in it. */
const kinds: readonly (readonly [kind: string, sign: () => Promise<SignedRequest>])[] = [
  ['a PUT that creates', async () => signedRequestsIn(await ask('presign-put', { path: nextPath() }))[0]!],
  [
    'a PUT that replaces',
    async () => {
      const path = nextPath();
      await store(world, world.owner, path);
      const { etag } = JSON.parse(await ask('presign-get', { path })) as { etag: string };
      return signedRequestsIn(await ask('presign-put', { path, replaces: etag }))[0]!;
    },
  ],
  [
    'a PUT at the dual-stack endpoint',
    async () => {
      const file = { ...goodItem(operationNamed('presign-put-batch'), nextPath()), endpoint: 'dual-stack' };
      return signedRequestsIn(await ask('presign-put-batch', { files: [file] }))[0]!;
    },
  ],
  [
    'a part',
    async () => {
      const path = nextPath();
      const { uploadId } = JSON.parse(await ask('start-upload', { path })) as { uploadId: string };
      return signedRequestsIn(await ask('presign-parts', { path, uploadId }))[0]!;
    },
  ],
  [
    'a GET',
    async () => {
      const path = nextPath();
      await store(world, world.owner, path);
      return signedRequestsIn(await ask('presign-get', { path }))[0]!;
    },
  ],
];

/** Returns the request that the owner of the URL sends, with exactly the signed headers. */
const honest = ({ method, url, headers }: SignedRequest): RawRequest & { headers: [string, string][] } => ({
  method,
  url,
  headers: Object.entries(headers),
  ...(method === 'PUT' && { body: goodBody }),
});

const codeIn = ({ text }: Answer): string => /<Code>([^<]+)<\/Code>/.exec(text)?.[1] ?? '';
const parameters = (url: string): URLSearchParams => new URL(url).searchParams;
const signedHeaders = (url: string): readonly string[] => parameters(url).get('X-Amz-SignedHeaders')?.split(';') ?? [];

describe.each(kinds)('%s', (kind, sign) => {
  let signed: SignedRequest;
  let before: readonly string[];

  /**
   * Sends the request that an attacker has changed, and expects a refusal with the error code `reason`, if it is given.
   */
  async function refused(changed: RawRequest, what: string, reason?: string): Promise<void> {
    const answer = await raw(changed);
    const code = codeIn(answer);
    const isRefused =
      [400, 403, 404, 405, 411, 501].includes(answer.status) && (code !== '' || changed.method === 'HEAD');
    expect({ what, isRefused, answer: isRefused ? '' : answer }).toEqual({ what, isRefused: true, answer: '' });
    // An answer to HEAD has no body with an error code.
    if (reason !== undefined) expect([what, code || reason]).toEqual([what, reason]);
    expect(answer.text).not.toContain(world.running.stack.adminSecretAccessKey);
  }

  beforeAll(async () => {
    signed = await sign();
    before = await storage.everythingUnder('');
  }, 30_000);

  it('binds what the design promises', () => {
    const bound: Readonly<Record<string, readonly string[]>> = {
      GET: ['host'],
      PUT: ['content-length', 'host', 'x-amz-checksum-crc64nvme'],
    };
    expect(signedHeaders(signed.url)).toEqual(expect.arrayContaining([...bound[signed.method]!]));
    expect(Number(parameters(signed.url).get('X-Amz-Expires'))).toBeLessThanOrEqual(900);
  });

  // The only signed header of a GET is its host.
  if (kind !== 'a GET') {
    it('is refused when a signed header is another', async () => {
      const names = signedHeaders(signed.url).filter((name) => name !== 'host' && name !== 'content-length');
      for (const name of names) {
        const others = honest(signed).headers.filter(([it]) => it !== name);
        await refused({ ...honest(signed), headers: [...others, [name, changedHeaders[name]!]] }, name);
        await refused(
          { ...honest(signed), headers: [...honest(signed).headers, [name, changedHeaders[name]!]] },
          `two ${name}`,
        );
        await refused({ ...honest(signed), headers: others }, `no ${name}`);
      }
    });
  }

  it('is refused for another length or host', async () => {
    for (const host of ['127.0.0.1', 'localhost', 'evil.example', `${new URL(signed.url).host}.`]) {
      await refused({ ...honest(signed), headers: [...honest(signed).headers, ['Host', host]] }, host);
    }
    const bodies = signed.method === 'PUT' ? ['', 'xx', 'x'.repeat(100_000)] : [];
    for (const body of bodies) await refused({ ...honest(signed), body }, `${body.length} bytes`);
  });

  it('is refused at the other endpoint of the bucket', async () => {
    const { origin, hostname } = new URL(signed.url);
    const otherName = hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    const url = signed.url.replace(origin, origin.replace(hostname, otherName));
    expect(url).not.toBe(signed.url);
    await refused({ ...honest(signed), url }, url, 'SignatureDoesNotMatch');
  });

  it('is refused with any x-amz header that is not signed', async () => {
    for (const [name, value] of unsignedHeaders) {
      await refused({ ...honest(signed), headers: [...honest(signed).headers, [name, value]] }, name);
    }
  });

  it('is refused beside another way of authentication', async () => {
    const authorization = ['authorization', `Bearer ${world.owner.accessToken}`] as [string, string];
    await refused({ ...honest(signed), headers: [...honest(signed).headers, authorization] }, 'a bearer token');
  });

  it('is refused with any parameter added, changed, doubled or left out', async () => {
    for (const { what, url } of changedQueries(signed.url)) await refused({ ...honest(signed), url }, what);
  });

  it('is refused for any other method', async () => {
    for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH'].filter((it) => it !== signed.method)) {
      await refused({ ...honest(signed), method }, method, 'SignatureDoesNotMatch');
    }
  });

  it('is refused for any other key or bucket', async () => {
    const { running, owner, stranger } = world;
    const others = changedObjects(signed.url, { filesBucket: running.stack.filesBucket, owner, stranger });
    for (const url of others) await refused({ ...honest(signed), url }, url, 'SignatureDoesNotMatch');
  });

  if (kind !== 'a GET') {
    it('has been of no use to anybody until now', async () => {
      expect(await storage.everythingUnder('')).toEqual(before);
    });
  }

  it('works as it was signed; a write that changed something is refused when repeated', async () => {
    expect((await raw(honest(signed))).status).toBe(200);
    const again = await raw(honest(signed));
    const isWriteOfFile = signed.method === 'PUT' && !parameters(signed.url).has('uploadId');
    expect([again.status, codeIn(again)]).toEqual(isWriteOfFile ? [412, 'PreconditionFailed'] : [200, '']);
  });
});

describe('the credentials of a function, in wrong hands', () => {
  const lifeSeconds = 3600;

  async function signedBy(functionId: string, method: 'GET' | 'PUT' | 'DELETE', key: string, ageSeconds: number) {
    const { template, stack } = world.running;
    const view = template.functions.find(({ logicalId }) => logicalId === functionId)!;
    const { accessKeyId, secretAccessKey, sessionToken } = stackKeys(world.running, world.directory).ofRole(
      template.id(view.roleId),
    );
    const credentials = { accessKeyId, secretAccessKey, sessionToken: sessionToken! };
    const { hostname, port } = new URL(stack.s3Url);
    const headers = { host: `${hostname}:${port}`, ...(method === 'PUT' && { 'if-none-match': '*' }) };
    const path = `/${stack.filesBucket}/${key}`;
    const signer = new S3RequestPresigner({ region: stack.region, credentials, sha256: Hash.bind(null, 'sha256') });
    const { query } = await signer.presign(
      new HttpRequest({ method, protocol: 'http:', hostname, port: Number(port), path, headers: { ...headers } }),
      {
        expiresIn: lifeSeconds,
        signingDate: new Date(Date.now() - ageSeconds * 1000),
        signableHeaders: new Set(Object.keys(headers)),
        unhoistableHeaders: new Set(Object.keys(headers)),
      },
    );
    const url = `${stack.s3Url}${path}?${new URLSearchParams(query as Record<string, string>).toString().replaceAll('+', '%20')}`;
    return raw({ method, url, headers: Object.entries(headers), ...(method === 'PUT' && { body: 'x' }) });
  }

  it('sign nothing that is older than the longest life of a URL', async () => {
    const key = `${world.owner.keyPrefix}signed/old.txt`;
    const old = await signedBy('PresignPut', 'PUT', key, 1000);
    expect([old.status, codeIn(old)]).toEqual([403, 'AccessDenied']);
    expect((await signedBy('PresignPut', 'PUT', key, 0)).text).toBe('');
  });

  it('sign nothing outside users/ and nothing that the function has no business with', async () => {
    const { keyPrefix } = world.owner;
    const tries = [
      signedBy('PresignPut', 'PUT', 'elsewhere.txt', 0),
      // PresignPut may read too, because S3 requires it when a write has If-Match.
      signedBy('PresignPut', 'DELETE', `${keyPrefix}signed/old.txt`, 0),
      signedBy('PresignGet', 'PUT', `${keyPrefix}signed/new.txt`, 0),
      signedBy('ListFiles', 'GET', `${keyPrefix}signed/old.txt`, 0),
      signedBy('ListTrash', 'GET', `${keyPrefix}signed/old.txt`, 0),
    ];
    const answers = await Promise.all(tries);
    expect(answers.map((it) => codeIn(it))).toEqual(tries.map(() => 'AccessDenied'));
    // The policy of the role refuses them, and not a fault of the signature.
    expect(answers.filter(({ text }) => !text.includes('is not authorized to perform'))).toEqual([]);
  });
});
