import { isDeepStrictEqual } from 'node:util';

import type { Examination } from './examination.ts';
import { accessBlocks, type Statement } from './facts.ts';

/** The methods that the app uses: PUT for a file or a part, GET and HEAD for a download. */
const methods = ['GET', 'HEAD', 'PUT'];
const sent = ['content-type', 'if-match', 'if-none-match', 'x-amz-checksum-crc64nvme'];
const read = ['etag', 'x-amz-checksum-crc64nvme'];
/** The longest life of a URL: browsers and functions sign for 15 minutes at most (ARCHITECTURE.md). */
const longestUrlMilliseconds = 15 * 60 * 1000;

const corsFix = 'Restore CorsConfiguration of FilesBucket in template.yaml and deploy it.';

/** Statements that the bucket policy must have, with what would be possible without them. */
const denials: readonly {
  readonly what: string;
  readonly action: string;
  readonly condition: (it: unknown) => boolean;
}[] = [
  { what: 'plain HTTP', action: 's3:*', condition: is({ Bool: { 'aws:SecureTransport': 'false' } }) },
  { what: 'TLS below 1.2', action: 's3:*', condition: is({ NumericLessThan: { 's3:TlsVersion': '1.2' } }) },
  { what: 'signatures of any age', action: 's3:*', condition: (it) => signatureAge(it) !== undefined },
  { what: 'signature version 2', action: 's3:*', condition: is({ StringEquals: { 's3:signatureversion': 'AWS' } }) },
  {
    what: 'writes that overwrite blindly',
    action: 's3:PutObject',
    condition: is({
      Null: { 's3:if-none-match': 'true', 's3:if-match': 'true' },
      Bool: { 's3:ObjectCreationOperation': 'true' },
    }),
  },
  { what: 'ACL writes', action: 's3:PutObjectAcl', condition: (it) => it === undefined },
];

export const bucketExaminations: readonly Examination[] = [
  {
    name: 'the bucket answers the app',
    examine: ({ cors, appOrigin, bucket }) => {
      if (cors.allowOrigin === appOrigin) return undefined;
      const answer = cors.allowOrigin === '' ? 'nobody' : cors.allowOrigin;
      return `CORS of ${bucket} lets ${answer}, not exactly ${appOrigin}: browsers cannot move files. ${corsFix}`;
    },
  },
  {
    name: 'the bucket takes what the app sends',
    examine: ({ cors, bucket }) => {
      if (cors.allowOrigin === '') return undefined;
      const missing = [
        ...methods.filter((it) => !cors.allowMethods.includes(it)),
        ...sent.filter((it) => !cors.allowHeaders.includes(it)),
      ];
      if (missing.length === 0) return undefined;
      return `CORS of ${bucket} does not allow ${missing.join(', ')}: uploads fail before they begin. ${corsFix}`;
    },
  },
  {
    name: 'the bucket shows what the app reads',
    examine: ({ cors, bucket }) => {
      const missing = read.filter((it) => !cors.exposeHeaders.includes(it));
      if (cors.allowOrigin === '' || missing.length === 0) return undefined;
      return `CORS of ${bucket} does not expose ${missing.join(', ')}: the app cannot verify what was stored. ${corsFix}`;
    },
  },
  {
    name: 'the bucket is reached in its region',
    examine: ({ config, expectedFilesUrl }) =>
      config.filesUrl === expectedFilesUrl
        ? undefined
        : `config.json says that files are at ${config.filesUrl}, not at ${expectedFilesUrl}: signatures hold for one host, and another region redirects. Run "npm run deploy", which writes config.json anew.`,
  },
  {
    name: 'nothing in the bucket can become public',
    examine: ({ publicAccess, bucket }) => {
      const off = accessBlocks.filter((it) => !publicAccess[it]);
      if (off.length === 0) return undefined;
      const all = accessBlocks.map((it) => `${it}=true`).join(',');
      return `${bucket} lacks ${off.join(', ')}. Run "aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration ${all}".`;
    },
  },
  {
    name: 'the bucket policy refuses what it must',
    examine: ({ policy, bucket }) => {
      const allowed = denials.filter(({ action, condition }) => !policy.some((it) => denies(it, action, condition)));
      if (allowed.length === 0) return undefined;
      const what = allowed.map((it) => it.what).join(', ');
      return `The policy of ${bucket} no longer refuses ${what}. Put the statement of FilesBucketPolicy in template.yaml back with "aws s3api put-bucket-policy".`;
    },
  },
  {
    name: 'a URL is accepted as long as it says',
    examine: ({ policy, bucket }) => {
      const ages = policy.flatMap(({ Condition }) => signatureAge(Condition) ?? []);
      const short = ages.find((age) => age < longestUrlMilliseconds);
      if (short === undefined) return undefined;
      return `${bucket} refuses signatures after ${short / 1000} s, but URLs of parts say that they live ${longestUrlMilliseconds / 1000} s: slow uploads fail. Set s3:signatureAge of DenyStaleSignatures to ${longestUrlMilliseconds}.`;
    },
  },
  {
    name: 'the clock of this machine is right',
    examine: ({ clockSkewSeconds: skew }) =>
      Math.abs(skew) <= 300
        ? undefined
        : `This machine's clock is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} that of S3, which refuses signatures of another time beyond 15 minutes. Let the machine set its clock by NTP.`,
  },
];

function is(wanted: unknown): (it: unknown) => boolean {
  return (it) => isDeepStrictEqual(it, wanted);
}

function denies(statement: Statement, action: string, condition: (it: unknown) => boolean): boolean {
  const { Effect, Principal, Action, Condition } = statement;
  const everybody = Principal === '*' || isDeepStrictEqual(Principal, { AWS: '*' });
  return Effect === 'Deny' && everybody && [Action].flat().includes(action) && condition(Condition);
}

function signatureAge(condition: unknown): number | undefined {
  const text = JSON.stringify(condition ?? {});
  const [, age] = /^\{"NumericGreaterThan":\{"s3:signatureAge":"?(\d+)"?\}\}$/.exec(text) ?? [];
  return age === undefined ? undefined : Number(age);
}
