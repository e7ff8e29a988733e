import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text as textIn } from 'node:stream/consumers';

import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity, HttpRequest as SignedRequest } from '@smithy/types';

import { NodeSha256 } from './node-sha256.ts';

export interface RoleToAssume {
  /** `https://sts.<region>.amazonaws.com` */
  readonly endpoint: string;
  readonly region: string;
  /** Who assumes the role. */
  readonly credentials: AwsCredentialIdentity;
  readonly roleArn: string;
  /** 2 to 64 characters; CloudTrail shows it with everything that the session does. */
  readonly sessionName: string;
  /** JSON, at most 2,048 characters: the session may do what the role may and this allows. */
  readonly policy: string;
  readonly durationSeconds: number;
}

const timeoutMilliseconds = 2500;

/**
 * The credentials of a new session of a role, with their end. Throws what went wrong, for the log. Imports nothing that
 * a handler uses, so that a bundle can keep it in a file of its own, which is loaded where sessions are asked for.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumeRole(role: RoleToAssume): Promise<AwsCredentialIdentity> {
  const { status, text } = await send(await signed(role));
  if (status !== 200) throw new Error(`STS answered ${status} ${textOf(text, 'Code')}: ${textOf(text, 'Message')}`);
  return credentialsIn(text);
}

/** Not `fetch`: its first call loads so much that it takes twice as long. */
async function send({ protocol, hostname, port, method, path, headers, body }: SignedRequest) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const options = { protocol, hostname, port, method, path, headers, signal };
  const sent = (protocol === 'https:' ? requestHttps : requestHttp)(options, (response) => {
    textIn(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

async function signed({ endpoint, region, credentials, ...role }: RoleToAssume) {
  const { protocol, host, hostname, port } = new URL(endpoint);
  const body = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName,
    Policy: role.policy,
    DurationSeconds: String(role.durationSeconds),
  }).toString();
  const request = new HttpRequest({
    method: 'POST',
    protocol,
    hostname,
    path: '/',
    headers: { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body,
    ...(port !== '' && { port: Number(port) }),
  });
  return new SignatureV4({ service: 'sts', region, credentials, sha256: NodeSha256 }).sign(request);
}

function credentialsIn(xml: string): AwsCredentialIdentity {
  const expiration = new Date(textOf(xml, 'Expiration'));
  const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map((name) =>
    textOf(xml, name),
  );
  // Nothing of the answer may be in this message: it is logged.
  if (!accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiration.getTime())) {
    throw new Error('STS answered something else than credentials.');
  }
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
}

/** Of an element that has text only. What is read here is made of characters that XML does not escape. */
const textOf = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
