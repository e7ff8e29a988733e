import assert from 'node:assert/strict';

import { absent, freshKey, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Request, SignedRequest } from '../testing/client.ts';

const put = (key: string, more: Partial<Request> = {}): Request => ({ method: 'PUT', key, body: 'hello', ...more });

/** Makes a case: a signed PUT that is changed on its way must be refused and store nothing. */
const edited = (
  name: string,
  status: number,
  code: string,
  edit: (signed: SignedRequest) => void,
  request: Partial<Request> = {},
): Case => ({
  name: `signature: ${name}`,
  run: async (client) => {
    const key = freshKey();
    refused(await client.send(put(key, request), edit), status, code);
    await absent(client, key);
  },
});

const accepted = (name: string, request: Partial<Request>): Case => ({
  name: `signature: ${name}`,
  run: async (client) => succeeded(await client.send(put(freshKey(), request))),
});

const unedited = () => undefined;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const replaceInPath = (from: string | RegExp, to: string) => (signed: SignedRequest) => {
  const path = signed.path.replace(from, to);
  assert.notEqual(path, signed.path);
  signed.path = path;
};

export const signatureCases: readonly Case[] = [
  accepted('a pre-signed PUT is taken', {}),
  accepted('a header-signed PUT is taken', { auth: 'header' }),
  accepted('a header-signed PUT without payload hash is taken', { auth: 'header', payloadHash: 'UNSIGNED-PAYLOAD' }),
  accepted('awkward characters in a key are encoded once', { key: `${freshKey()} +%~!'()*&=?#;:@,$[]日本😀` }),
  edited('none at all', 403, 'AccessDenied', unedited, { auth: 'none' }),
  edited('another secret', 403, 'SignatureDoesNotMatch', unedited, { secretAccessKey: 'other' }),
  edited('an unknown key', 403, 'InvalidAccessKeyId', unedited, { accessKeyId: 'AKIAUNKNOWN000000000' }),
  edited('a changed digit', 403, 'SignatureDoesNotMatch', (signed) => {
    signed.path = signed.path.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  }),
  edited('a longer life', 403, 'SignatureDoesNotMatch', replaceInPath('Expires=300', 'Expires=301')),
  edited('an added parameter', 403, 'SignatureDoesNotMatch', replaceInPath('?', '?x=y&')),
  edited(
    'a changed signed header',
    403,
    'SignatureDoesNotMatch',
    (signed) => {
      signed.headers['content-type'] = 'text/html';
    },
    { headers: { 'content-type': 'text/plain' } },
  ),
  edited(
    'a signed header left out',
    403,
    'SignatureDoesNotMatch',
    (signed) => {
      delete signed.headers['if-none-match'];
    },
    { headers: { 'if-none-match': '*' } },
  ),
  edited(
    'a body of another length than was signed',
    403,
    'SignatureDoesNotMatch',
    (signed) => {
      signed.headers['content-length'] = '6';
      signed.body = Buffer.from('hello!');
    },
    { headers: { 'content-length': '5' } },
  ),
  edited('an x-amz header added to a URL', 403, 'AccessDenied', (signed) => {
    signed.headers['x-amz-meta-a'] = 'b';
  }),
  edited(
    'an x-amz header added to a header signature',
    403,
    'AccessDenied',
    (signed) => {
      signed.headers['x-amz-meta-a'] = 'b';
    },
    { auth: 'header' },
  ),
  edited('an unsigned host', 403, 'AccessDenied', unedited, { auth: 'header', unsigned: ['host'] }),
  edited('two ways at once', 400, 'InvalidArgument', (signed) => {
    signed.headers['authorization'] = 'Bearer token';
  }),
  edited('a URL that has expired', 403, 'AccessDenied', unedited, { signedAt: ago(301) }),
  edited('a URL from the future', 403, 'AccessDenied', unedited, { signedAt: ago(-3600) }),
  edited('a life above a week', 400, 'AuthorizationQueryParametersError', unedited, { expiresInSeconds: 604_801 }),
  edited('a clock that is 16 minutes off', 403, 'RequestTimeTooSkewed', unedited, {
    auth: 'header',
    signedAt: ago(960),
  }),
  edited('another region, in a header', 400, 'AuthorizationHeaderMalformed', unedited, {
    auth: 'header',
    region: 'ap-south-1',
  }),
  edited('another region, in a URL', 400, 'AuthorizationQueryParametersError', unedited, { region: 'ap-south-1' }),
  edited(
    'SigV2',
    400,
    'InvalidRequest',
    (signed) => {
      signed.headers['authorization'] = 'AWS AKIA:c2ln';
    },
    { auth: 'none', headers: { date: new Date().toUTCString() } },
  ),
  edited('a missing parameter', 400, 'AuthorizationQueryParametersError', replaceInPath(/&X-Amz-Expires=\d+/, '')),
  edited('a payload hash of another body', 400, 'XAmzContentSHA256Mismatch', unedited, {
    auth: 'header',
    payloadHash: '0'.repeat(64),
  }),
  {
    name: 'signature: a URL for GET does not DELETE',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key);
      const asDelete = (signed: SignedRequest) => void (signed.method = 'DELETE');
      refused(await client.send({ method: 'GET', key }, asDelete), 403, 'SignatureDoesNotMatch');
    },
  },
  {
    name: 'signature: the answer to an expired URL says when',
    run: async (client) => {
      const response = await client.send({ method: 'GET', key: freshKey(), signedAt: ago(301) });
      assert.equal(response.element('Message'), 'Request has expired');
      assert.equal(response.element('X-Amz-Expires'), '300');
      assert.match(response.element('Expires'), /^\d{4}-.*Z$/);
      assert.match(response.element('ServerTime'), /^\d{4}-.*Z$/);
    },
  },
];
