import { raw, type Answer } from '../../attack/request.ts';

/** The gateway and the user that sends requests to it. */
export interface GatewayUser {
  /** Base URL of the API's stage. */
  readonly url: string;
  readonly accessToken: string;
  readonly idToken: string;
  /** The origin that the API's CORS names. */
  readonly origin: string;
}

/** A request that gateways may read differently, with its name in the report. */
export interface GatewayRequest {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: (user: GatewayUser) => readonly (readonly [name: string, value: string])[];
  readonly body?: string | Buffer;
}

type Headers = NonNullable<GatewayRequest['headers']>;

const signedIn: Headers = ({ accessToken }) => [['Authorization', `Bearer ${accessToken}`]];
const withType =
  (type: string): Headers =>
  (user) => [...signedIn(user), ['Content-Type', type]];
const json = withType('application/json');
const preflight =
  (origin?: string): Headers =>
  (user) => [
    ['Origin', origin ?? user.origin],
    ['Access-Control-Request-Method', 'POST'],
    ['Access-Control-Request-Headers', 'authorization,content-type'],
  ];
const put = '/files/presign-put';
const file = { path: 'a.txt', sizeBytes: 1, contentType: 'text/plain', crc64nvme: 'AAAAAAAAAAA=' };

export const gatewayRequests: readonly GatewayRequest[] = [
  { name: 'a list', method: 'GET', path: '/files', headers: signedIn },
  { name: 'no token', method: 'GET', path: '/files' },
  { name: 'an empty token', method: 'GET', path: '/files', headers: () => [['Authorization', '']] },
  { name: 'no JWT', method: 'GET', path: '/files', headers: () => [['Authorization', 'Bearer nonsense']] },
  { name: 'an ID token', method: 'GET', path: '/files', headers: (it) => [['Authorization', `Bearer ${it.idToken}`]] },
  {
    name: 'a token without Bearer',
    method: 'GET',
    path: '/files',
    headers: (it) => [['Authorization', it.accessToken]],
  },
  {
    ...{ name: 'bearer in lower case', method: 'GET', path: '/files' },
    headers: (it) => [['authorization', `bearer ${it.accessToken}`]],
  },
  { name: 'another route', method: 'GET', path: '/nothing', headers: signedIn },
  { name: 'another route without a token', method: 'GET', path: '/nothing' },
  { name: 'another method', method: 'PATCH', path: '/files', headers: signedIn },
  { name: 'HEAD', method: 'HEAD', path: '/files', headers: signedIn },
  { name: 'a slash at the end', method: 'GET', path: '/files/', headers: signedIn },
  { name: 'two slashes', method: 'GET', path: '//files', headers: signedIn },
  { name: 'a route in other letters', method: 'GET', path: '/FILES', headers: signedIn },
  { name: 'a preflight', method: 'OPTIONS', path: put, headers: preflight() },
  { name: 'a preflight from elsewhere', method: 'OPTIONS', path: put, headers: preflight('https://elsewhere.example') },
  { name: 'a query that comes twice', method: 'GET', path: '/files?limit=1&limit=2', headers: signedIn },
  { name: 'an unknown query', method: 'GET', path: '/files?nonsense=1', headers: signedIn },
  { name: 'a query without a value', method: 'GET', path: '/files?folder', headers: signedIn },
  { name: 'a query with plus', method: 'GET', path: '/files?folder=a+b', headers: signedIn },
  { name: 'a query with a slash', method: 'GET', path: '/files?folder=a%2Fb', headers: signedIn },
  { name: 'a deletion', method: 'DELETE', path: '/uploads/abc?path=a%20b.txt', headers: signedIn },
  { name: 'a name in the path that is encoded', method: 'GET', path: '/uploads/a%2Fb/parts?path=a', headers: signedIn },
  { name: 'an upload of nobody', method: 'GET', path: '/uploads/abc/parts?path=a', headers: signedIn },
  { name: 'a signature', method: 'POST', path: put, headers: json, body: JSON.stringify(file) },
  {
    name: 'JSON with a charset',
    method: 'POST',
    path: put,
    headers: withType('application/json; charset=utf-8'),
    body: JSON.stringify(file),
  },
  { name: 'no body', method: 'POST', path: put, headers: json },
  { name: 'broken JSON', method: 'POST', path: put, headers: json, body: '{"path":' },
  { name: 'another type', method: 'POST', path: put, headers: withType('text/plain'), body: JSON.stringify(file) },
  {
    name: 'bytes that are no text',
    method: 'POST',
    path: put,
    headers: json,
    body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
  },
  {
    name: 'a body of 65 KiB',
    method: 'POST',
    path: put,
    headers: json,
    body: JSON.stringify({ ...file, path: 'x'.repeat(65 * 1024) }),
  },
  { name: 'a missing file', method: 'POST', path: '/files/presign-get', headers: json, body: '{"path":"missing.txt"}' },
];

/** Sends a request byte for byte: `fetch` would repair paths and headers. */
export const ask = (user: GatewayUser, { method, path, headers, body }: GatewayRequest): Promise<Answer> =>
  raw({
    ...{ method, url: `${user.url}${path}`, headers: headers?.(user) ?? [] },
    ...(body !== undefined && { body }),
  });
