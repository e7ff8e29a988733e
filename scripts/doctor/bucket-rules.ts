import { isDeepStrictEqual } from 'node:util';

import { accessBlocks, type AccessBlock, type Statement } from './facts.ts';

/** A statement that a bucket policy must have, with what would be possible without it. */
interface Denial {
  readonly what: string;
  readonly action: string;
  readonly condition: (it: unknown) => boolean;
}

const plainHttp: Denial = {
  what: 'plain HTTP',
  action: 's3:*',
  condition: is({ Bool: { 'aws:SecureTransport': 'false' } }),
};
const oldTls: Denial = {
  what: 'TLS below 1.2',
  action: 's3:*',
  condition: is({ NumericLessThan: { 's3:TlsVersion': '1.2' } }),
};
const blindWrites: Denial = {
  what: 'writes that overwrite blindly',
  action: 's3:PutObject',
  condition: is({
    Null: { 's3:if-none-match': 'true', 's3:if-match': 'true' },
    Bool: { 's3:ObjectCreationOperation': 'true' },
  }),
};

/** What the policy of the files bucket refuses. */
export const filesDenials: readonly Denial[] = [
  plainHttp,
  oldTls,
  { what: 'signatures of any age', action: 's3:*', condition: (it) => signatureAge(it) !== undefined },
  { what: 'signature version 2', action: 's3:*', condition: is({ StringEquals: { 's3:signatureversion': 'AWS' } }) },
  blindWrites,
  {
    what: 'deletes of whatever is current',
    action: 's3:DeleteObject',
    condition: is({ Null: { 's3:if-match': 'true' } }),
  },
  { what: 'ACL writes', action: 's3:PutObjectAcl', condition: (it) => it === undefined },
];

/** What the policy of the state bucket refuses. */
export const stateDenials: readonly Denial[] = [plainHttp, oldTls, blindWrites];

/** Returns what a policy no longer refuses, or `undefined` when it refuses all. */
export function notRefused(policy: readonly Statement[], denials: readonly Denial[]): string | undefined {
  const allowed = denials.filter((denial) => !policy.some((it) => denies(it, denial)));
  return allowed.length === 0 ? undefined : allowed.map((it) => it.what).join(', ');
}

/** Returns the public access blocks that are off, or `undefined` when all are on. */
export function blocksOff(publicAccess: AccessBlock): string | undefined {
  const off = accessBlocks.filter((it) => !publicAccess[it]);
  return off.length === 0 ? undefined : off.join(', ');
}

/** Says how to turn all public access blocks of a bucket on again. */
export function blockAgain(bucket: string): string {
  const all = accessBlocks.map((it) => `${it}=true`).join(',');
  return `Run "aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration ${all}".`;
}

function is(wanted: unknown): (it: unknown) => boolean {
  return (it) => isDeepStrictEqual(it, wanted);
}

function denies({ Effect, Principal, Action, Condition }: Statement, { action, condition }: Denial): boolean {
  const everybody = Principal === '*' || isDeepStrictEqual(Principal, { AWS: '*' });
  return Effect === 'Deny' && everybody && [Action].flat().includes(action) && condition(Condition);
}

/** Returns the age in milliseconds from which a condition refuses signatures; `undefined` for another condition. */
export function signatureAge(condition: unknown): number | undefined {
  const text = JSON.stringify(condition ?? {});
  const [, age] = /^\{"NumericGreaterThan":\{"s3:signatureAge":"?(\d+)"?\}\}$/.exec(text) ?? [];
  return age === undefined ? undefined : Number(age);
}
