import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { operations } from '@airlock/contract';
import type { AuthorizationRequest } from '@airlock/stand-ins/iam/authorize.ts';
import type { LedgerEntry } from '@airlock/stand-ins/s3/ledger.ts';
import { rootKey, rootOnly, startStandIn, type StandIn } from '@airlock/stand-ins/s3/testing/stand-in.ts';

import { lambdaEnvironment } from '../../backend/src/testing/lambda-environment.ts';
import { sampleContext, sampleEvent } from '../../backend/src/testing/sample-event.ts';
import type { Counts } from './page-tables.ts';

type Input = Readonly<Record<string, unknown>>;
type Handler = (event: object, context: object) => Promise<object>;

/** The handlers as Lambda loads them, on an S3 that writes down what it is asked. */
export interface DeployedCalls {
  /** Calls the operation as API Gateway does. Resolves with its answer; throws when it is refused. */
  call(operation: string, input: Input): Promise<Record<string, unknown>>;
  /** Calls the function of an operation as the workflow of changes does. */
  goOn(operation: string, changeId: string): Promise<void>;
  /** Resolves with the requests that S3 got while `work` ran, by what AWS charges for. */
  counted(work: () => Promise<unknown>): Promise<Counts>;
  close(): Promise<void>;
}

/**
 * As the roles of the template: a list is allowed only with a prefix. S3 answers 403 for a missing object then, and the
 * code asks once more.
 */
const asRolesDo = (request: AuthorizationRequest) =>
  (request.action !== 's3:ListBucket' || request.context['s3:prefix'] !== undefined) && rootOnly(request);

/** Starts S3 and loads the handlers into this process, with the environment that Lambda gives them. */
export async function startDeployedCalls(): Promise<DeployedCalls> {
  const { s3, counted } = await startCountingS3();
  const workflow = createServer((_, response) => response.end('{"executionArn":"arn:execution","startDate":1}'));
  await new Promise<void>((resolve) => workflow.listen(0, '127.0.0.1', resolve));
  const handlers = await loadHandlers({
    AWS_ACCESS_KEY_ID: rootKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: rootKey.secretAccessKey,
    AWS_SESSION_TOKEN: '',
    AWS_ENDPOINT_URL_S3: s3.target.url,
    AWS_ENDPOINT_URL_SFN: `http://127.0.0.1:${(workflow.address() as AddressInfo).port}`,
    FILES_BUCKET: s3.target.versionedBucket,
    FILES_URL: `${s3.target.url}/${s3.target.versionedBucket}`,
    STATE_BUCKET: s3.target.bucket,
    LOG_LEVEL: 'ERROR',
  });
  const handle = (operation: string, event: object): Promise<object> => {
    const handler = handlers.get(operation);
    if (handler === undefined) throw new Error(`There is no operation ${operation}.`);
    return handler(event, sampleContext());
  };
  return {
    call: async (operation, input) => answerOf(await handle(operation, eventOf(operation, input))),
    goOn: async (operation, changeId) => {
      await handle(operation, { operation, userId: sampleUser, changeId });
    },
    counted,
    close: async () => {
      workflow.close();
      await s3.close();
    },
  };
}

async function startCountingS3(): Promise<{ s3: StandIn; counted: DeployedCalls['counted'] }> {
  const ledger: LedgerEntry[] = [];
  let begun = 0;
  const s3 = await startStandIn({
    authorize: asRolesDo,
    record: (entry) => ledger.push(entry),
    // The key of each request is looked up once, before it is answered.
    findAccessKey: (id) => {
      begun += 1;
      return id === rootKey.accessKeyId ? rootKey : undefined;
    },
  });
  // The ledger gets a request when it has ended, which may be after the client has its answer.
  const recorded = (): Promise<void> => s3.settled(() => ledger.length === begun);
  const counted: DeployedCalls['counted'] = async (work) => {
    await recorded();
    const before = ledger.length;
    await work();
    await recorded();
    const byKind = Map.groupBy(ledger.slice(before), kindOf);
    return Object.fromEntries([...byKind].map(([kind, { length }]) => [kind, length]));
  };
  return { s3, counted };
}

async function loadHandlers(environment: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, Handler>> {
  // Lambda sets the environment first and imports the module then.
  Object.assign(process.env, lambdaEnvironment, environment);
  const loaded = operations.map(async ({ name }) => {
    const module = (await import(`../../backend/src/handlers/${name}.ts`)) as { handler: Handler };
    return [name, module.handler] as const;
  });
  return new Map(await Promise.all(loaded));
}

/** Returns the sample event of the operation with this input, which goes into the path, and into the body or the query. */
function eventOf(operation: string, input: Input): object {
  const { method, path = '' } = operations.find(({ name }) => name === operation) ?? {};
  const isInPath = ([name]: readonly [string, unknown]): boolean => path.includes(`{${name}}`);
  const pathParameters = Object.fromEntries(Object.entries(input).filter(isInPath));
  const rest = Object.entries(input).filter((entry) => !isInPath(entry));
  const event = { ...sampleEvent(operation), pathParameters };
  if (method === 'POST') return { ...event, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = Object.fromEntries(rest.map(([name, value]) => [name, [String(value)]]));
  return { ...event, body: null, multiValueQueryStringParameters: query };
}

/** The `sub` of the sample events. */
const sampleUser = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

function answerOf(answer: object): Record<string, unknown> {
  const { statusCode, body } = answer as { statusCode: number; body: string };
  if (statusCode >= 400) throw new Error(`The call was answered with ${statusCode}: ${body}`);
  return body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
}

/**
 * Names a request as the prices do. A request with a method of its own has that name; a GET of a bucket or of an upload
 * is a list, and a PUT without a body is a copy, or an empty folder, whose key ends with a slash.
 */
function kindOf({ method, key, uploadId, receivedBytes }: LedgerEntry): string {
  if (method === 'GET' && (key === '' || uploadId !== undefined)) return 'LIST';
  return method === 'PUT' && receivedBytes === 0 && !key.endsWith('/') ? 'COPY' : method;
}
