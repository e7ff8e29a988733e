/**
 * Sends every sample event to its function in Docker, beside the local S3 and Cognito: as API Gateway sends it (verified
 * claims), and without authorizer context, when the function itself must refuse a forged token. `sam local invoke` sends the
 * first one. `sam local start-lambda` has the others, in the same containers, because each start of the SAM CLI takes seconds.
 *
 *   node tests/aws/local-invoke.ts BUILD_FOLDER     what `sam build` wrote
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorBody, operations, resourceName, successStatusOf, type OperationName } from '@airlock/contract';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { Checks } from './checks.ts';
import { freePort, mustRun, type Service } from './programs.ts';
import { endSam, root, startSam, startWithoutApi, type SamStack } from './sam-stack.ts';

const [build = '.aws-sam/build'] = process.argv.slice(2);
const claims = v.looseObject({ sub: v.string(), client_id: v.string() });
const sampleEvent = v.looseObject({
  headers: v.record(v.string(), v.string()),
  multiValueHeaders: v.record(v.string(), v.array(v.string())),
  requestContext: v.looseObject({ authorizer: v.optional(v.object({ claims })) }),
});
type SampleEvent = v.InferOutput<typeof sampleEvent>;
const answer = v.object({ statusCode: v.number(), body: v.optional(v.string(), '') });

/** What the sample names belongs to nobody, so these operations do not find it. */
const notFound: ReadonlySet<OperationName> = new Set([
  ...(['list-parts', 'complete-upload'] as const),
  ...(['restore-files', 'restore-version', 'show-change', 'stop-change'] as const),
]);

const folder = await mkdtemp(join(tmpdir(), 'airlock-invoke-'));
const port = await freePort();
const lambdaUrl = `http://127.0.0.1:${port}`;
const checks = new Checks();
let lambda: Service | undefined;
const sam = await checks.run('the local S3 and Cognito run', async () => startWithoutApi(folder, await freePort()));
try {
  if (sam !== undefined) await checkAll(sam);
} finally {
  if (sam !== undefined) await endSam(sam, lambda);
  await sam?.service.stop();
  await rm(folder, { recursive: true, force: true });
}
await checks.finish();

async function checkAll(running: SamStack): Promise<void> {
  await checks.run('the file that presign-get asks for is stored', () => storeFile(running));
  await checks.run('sam local invoke answers presign-put', async () => {
    const event = verified(await readEvent('presign-put'), running);
    expectStatus(await invokeByCommand(running, 'presign-put', event), 200);
  });
  lambda = await checks.run('sam local start-lambda starts', () => startLambda(running));
  if (lambda === undefined) return;
  for (const operation of operations) {
    const { name: base } = operation;
    const status = notFound.has(base) ? 404 : successStatusOf(operation);
    const event = await readEvent(base);
    await checks.run(`${base} answers ${status} to a verified caller`, async () => {
      expectStatus(await invoke(base, verified(event, running)), status);
    });
    await checks.run(`${base} refuses a forged token itself`, async () => {
      expectUnauthorized(await invoke(base, withoutAuthorizer(event)));
    });
  }
}

async function readEvent(base: string): Promise<SampleEvent> {
  return v.parse(sampleEvent, JSON.parse(await readFile(join(root, 'events', `${base}.json`), 'utf8')));
}

function withoutAuthorizer(event: SampleEvent): SampleEvent {
  const { authorizer, ...requestContext } = event.requestContext;
  if (authorizer === undefined) throw new Error('The sample event has no authorizer context.');
  return { ...event, requestContext };
}

/** Returns the event with a token of this stack's client, as the authorizer has verified it. */
function verified(event: SampleEvent, { stack }: SamStack): SampleEvent {
  const { authorizer, ...requestContext } = event.requestContext;
  if (authorizer === undefined) throw new Error('The sample event has no authorizer context.');
  const claims = { ...authorizer.claims, client_id: stack.userPoolClientId };
  return { ...event, requestContext: { ...requestContext, authorizer: { claims } } };
}

async function invokeByCommand({ samArguments, samEnvironment }: SamStack, base: string, event: SampleEvent) {
  const file = join(folder, 'event.json');
  await writeFile(file, JSON.stringify(event));
  const files = ['-t', join(build, 'template.yaml'), '-e', file, '--env-vars', join(folder, 'sam-env.json')];
  const { stdout } = await mustRun(['sam', 'local', 'invoke', resourceName(base), ...files, ...samArguments], {
    cwd: root,
    env: samEnvironment,
  });
  return v.parse(answer, JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

function startLambda(running: SamStack): Promise<Service> {
  return startSam(running, {
    ...{ command: 'start-lambda', build, directory: folder, port, containers: 'LAZY' },
    isReady: async () => (await fetch(`${lambdaUrl}/no-path`)).status === 404,
  });
}

/** Invokes a function as an SDK does, through the part of the API of Lambda that SAM has. */
async function invoke(base: string, event: SampleEvent) {
  const response = await fetch(`${lambdaUrl}/2015-03-31/functions/${resourceName(base)}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
    signal: AbortSignal.timeout(120_000),
  });
  return v.parse(answer, await response.json());
}

async function storeFile({ stack }: SamStack): Promise<void> {
  const event = await readEvent('presign-get');
  const { path } = v.parse(v.object({ path: v.string() }), JSON.parse(v.parse(v.string(), event['body'])));
  const sub = event.requestContext.authorizer?.claims.sub ?? '';
  const s3 = new S3Client({
    endpoint: stack.s3Url,
    region: stack.region,
    forcePathStyle: true,
    credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
  });
  const object = { Bucket: stack.filesBucket, Key: `users/${sub}/${path}`, Body: 'bytes', IfNoneMatch: '*' };
  await s3.send(new PutObjectCommand(object));
  s3.destroy();
}

function expectStatus({ statusCode, body }: v.InferOutput<typeof answer>, expected: number): void {
  if (statusCode !== expected) throw new Error(`It answered ${statusCode}, not ${expected}: ${body}`);
}

function expectUnauthorized(got: v.InferOutput<typeof answer>): void {
  expectStatus(got, 401);
  const { code } = v.parse(errorBody, JSON.parse(got.body));
  if (code !== 'unauthorized') throw new Error(`The code is ${code}.`);
}
