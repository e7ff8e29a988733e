import { blockAgain, blocksOff, filesDenials, notRefused, signatureAge } from './bucket-rules.ts';
import type { Examination } from './examination.ts';

/** The methods that the app uses: PUT for a file or a part, GET and HEAD for a download. */
const methods = ['GET', 'HEAD', 'PUT'];
const sent = ['content-type', 'if-match', 'if-none-match', 'x-amz-checksum-crc64nvme'];
const read = ['etag', 'x-amz-checksum-crc64nvme'];
/** The longest life of a URL: browsers and functions sign for 15 minutes at most (ARCHITECTURE.md). */
const longestUrlMilliseconds = 15 * 60 * 1000;

const corsFix = 'Restore CorsConfiguration of FilesBucket in template.yaml and deploy it.';

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
    name: 'the bucket answers the app at the address of the distribution too',
    examine: ({ otherOrigin, bucket }) => {
      if (otherOrigin === undefined || otherOrigin.allowOrigin === otherOrigin.origin) return undefined;
      return `CORS of ${bucket} does not let ${otherOrigin.origin} in: whoever opens the app there, as while DNS moves, cannot move files. ${corsFix}`;
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
      const off = blocksOff(publicAccess);
      return off === undefined ? undefined : `${bucket} lacks ${off}. ${blockAgain(bucket)}`;
    },
  },
  {
    name: 'the bucket policy refuses what it must',
    examine: ({ policy, bucket }) => {
      const what = notRefused(policy, filesDenials);
      if (what === undefined) return undefined;
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
