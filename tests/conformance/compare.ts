import { randomBytes } from 'node:crypto';

import { conformanceCases, corsRules, runConformance, type Target } from '@airlock/stand-ins/s3/conformance/index.ts';
import { startStandIn } from '@airlock/stand-ins/s3/testing/stand-in.ts';
import { CreateBucketCommand, PutBucketCorsCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';

import { storeCases } from '../../backend/src/testing/store-cases.ts';
import { knownStoreDifferences, sometimes, type OracleName } from '../stores/known-differences.ts';
import { runStoreCases } from '../stores/s3-subject.ts';
import { runAwsCli } from './aws-cli.ts';
import { runClients } from './clients/run-clients.ts';
import { knownBucketDifferences } from './known-bucket-differences.ts';
import { knownDifferences } from './known-differences.ts';
import { knownRecordedDifferences } from './known-recorded-differences.ts';

/**
 * Runs the same suite on the stand-in and on independent S3 servers (`SEAWEEDFS_URL`, `VERSITYGW_URL`,
 * `ORACLE_ACCESS_KEY`, `ORACLE_SECRET_KEY`), and the product's own stores on each of them. Fails when a server differs
 * from the suite without a listed reason, and when a listed difference no longer exists. Besides, it moves files to the stand-in
 * and back with clients that others wrote, where they are installed; in CI they must be.
 */
const { SEAWEEDFS_URL, VERSITYGW_URL, ORACLE_ACCESS_KEY, ORACLE_SECRET_KEY } = process.env;

interface Outcome {
  readonly server: string;
  readonly test: string;
  readonly verdict: 'same' | 'known' | 'unexpected' | 'no longer different';
  readonly detail: string;
}

function outcomes(server: string, failures: ReadonlyMap<string, Error>, known: Readonly<Record<string, string>>) {
  return [...conformanceCases, ...storeCases].map(({ name: test }): Outcome => {
    const failure = failures.get(test);
    const reason = known[test];
    if (failure && reason !== undefined) return { server, test, verdict: 'known', detail: reason };
    if (failure) return { server, test, verdict: 'unexpected', detail: failure.message.split('\n', 12).join(' ') };
    if (reason !== undefined && !reason.startsWith(sometimes))
      return { server, test, verdict: 'no longer different', detail: reason };
    return { server, test, verdict: 'same', detail: '' };
  });
}

async function compareOracle(server: OracleName, url: string | undefined): Promise<Outcome[]> {
  if (!url || !ORACLE_ACCESS_KEY || !ORACLE_SECRET_KEY) {
    throw new Error(`Name ${server} by its _URL and both ORACLE_ keys, for example with a script that starts it.`);
  }
  const accessKey = { accessKeyId: ORACLE_ACCESS_KEY, secretAccessKey: ORACLE_SECRET_KEY };
  const target = await prepare(url, accessKey);
  return outcomes(server, await failuresOn(target), {
    ...knownDifferences[server],
    ...knownBucketDifferences[server],
    ...knownRecordedDifferences[server],
    ...knownStoreDifferences[server],
  });
}

const failuresOn = async (target: Target): Promise<ReadonlyMap<string, Error>> =>
  new Map([...(await runConformance(target)), ...(await runStoreCases(target))]);

/** Creates the two buckets of the suite. */
async function prepare(url: string, accessKey: Target['accessKey']): Promise<Target> {
  const region = 'us-east-1';
  const client = new S3Client({ endpoint: url, region, credentials: accessKey, forcePathStyle: true });
  const run = randomBytes(4).toString('hex');
  const [bucket, versionedBucket] = [`plain-${run}`, `versioned-${run}`];
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  await client.send(new CreateBucketCommand({ Bucket: versionedBucket }));
  const enabled = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: versionedBucket, VersioningConfiguration: enabled }));
  const CORSRules = corsRules.map(({ AllowedMethods, ExposedHeaders, MaxAge, ...rule }) => ({
    ...rule,
    AllowedMethods: [...AllowedMethods],
    ExposeHeaders: ExposedHeaders,
    MaxAgeSeconds: MaxAge,
  }));
  await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
  return { url, region, bucket, versionedBucket, accessKey };
}

const standIn = await startStandIn();
const found = outcomes('stand-in', await failuresOn(standIn.target), {});
// Clients spend most of their time on their own start, so they run beside the comparison.
const clientRuns = Promise.all([runAwsCli(standIn.target), runClients(standIn.target)]);
found.push(...(await compareOracle('SeaweedFS', SEAWEEDFS_URL)));
found.push(...(await compareOracle('versitygw', VERSITYGW_URL)));
const [cli, clients] = await clientRuns;
await standIn.close();

const absent = [
  ...(cli === undefined ? ['The AWS CLI is not on this machine.'] : []),
  ...(clients === undefined ? ['python3 lacks tests/conformance/clients/requirements.txt.'] : []),
];
const failures = [...(cli?.failures ?? []), ...(clients?.failures ?? []), ...(process.env['CI'] ? absent : [])];
if (cli) console.log(`${cli.version}\n${cli.text}`);
for (const line of [...absent, ...(clients?.lines ?? [])]) console.log(line);
for (const failure of failures) console.log(`client     unexpected           ${failure}`);
for (const { server, test, verdict, detail } of found) {
  if (verdict !== 'same') console.log(`${server.padEnd(10)} ${verdict.padEnd(20)} ${test}: ${detail}`);
}
const unexpected = found.filter(({ verdict }) => verdict === 'unexpected' || verdict === 'no longer different');
const failed = unexpected.length + failures.length;
console.log(`${found.length - unexpected.length + (clients?.passedCount ?? 0)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
