import { join } from 'node:path';

import { parseTemplate, resolveTemplate, type ParameterValue, type ResolvedTemplate } from '@airlock/template';

import { chooseAddresses, type BrowserUrls, type WantedPorts } from './addresses.ts';
import { appFolder, buildApp, buildBundles, type Report } from './builds.ts';
import { ensureDemoUser, type SignIn } from './demo-user.ts';
import { makeDirectory } from './directory.ts';
import { openKeys } from './keys.ts';
import { lockDirectory } from './lock.ts';
import { openLogs } from './logs.ts';
import { openMailbox } from './mailbox.ts';
import { openStates } from './open-states.ts';
import { localPlace } from './place.ts';
import {
  openCognito,
  openGateway,
  openS3,
  openSts,
  openToContainers,
  openWeb,
  sharedRoleName,
  type OnClose,
  type ServiceContext,
} from './services.ts';
import { removeStackFile, writeStackFile, type StackDescription } from './stack-file.ts';
import { PortTakenError } from './start-error.ts';

export type { StackDescription } from './stack-file.ts';

export interface StartOptions {
  /** The folder of all data, `.local` by default. */
  readonly directory?: string;
  /** The ports, 4200, 9000 and 9229 by default; 0 takes any free port. */
  readonly ports?: Partial<WantedPorts>;
  /** The addresses that browsers use, and that signed URLs, CORS and the content security policy therefore have. */
  readonly browserUrls?: BrowserUrls;
  /** The base URL of another API instead of the built-in gateway, such as `http://127.0.0.1:3000`. */
  readonly api?: URL;
  /**
   * Lets containers connect to S3 and Cognito over Docker's bridge. With `api` this is done whenever there is a bridge.
   */
  readonly docker?: boolean;
  /** Parameters of the template that do not have their default, such as `{ ScopedCredentials: 'on' }`. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Another template.yaml, for tests. */
  readonly template?: string;
  /** A file that gets a line of JSON for every request to S3, for tests. */
  readonly s3Ledger?: string;
  /** `as-it-is` serves what is in frontend/dist, or nothing; `folder` serves another build. Both are for tests. */
  readonly app?: 'build' | 'as-it-is' | { readonly folder: string };
  readonly isDevelopment?: boolean;
  /** Receives the progress, a line at a time. */
  readonly report?: Report;
}

export interface RunningStack {
  /** The content of `.local/stack.json`. */
  readonly stack: StackDescription;
  readonly signIn: SignIn;
  readonly template: ResolvedTemplate;
  /** How to run the functions in containers; set with `docker` only. */
  readonly samCommand: string | undefined;
  /** Makes pages read the built app again. */
  readonly reload: () => void;
  readonly close: () => Promise<void>;
}

/** The folder of the checkout. */
export const root = join(import.meta.dirname, '..');

const usualPorts: WantedPorts = { web: 4200, s3: 9000, cognito: 9229 };

const attempts = 10;

/**
 * Starts the whole product on this machine: S3, Cognito, the API and the app, as template.yaml describes them.
 * @throws StartError and other errors whose message is one sentence with the fix
 */
export async function startStack(options: StartOptions = {}): Promise<RunningStack> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce({ directory: join(root, '.local'), report: () => undefined, ...options });
    } catch (error) {
      // Ports are chosen before the services listen, so another program can take one in between.
      if (!(error instanceof PortTakenError) || attempt === attempts) throw error;
    }
  }
}

async function startOnce(options: Options): Promise<RunningStack> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer();
  };
  try {
    makeDirectory(options.directory);
    closers.push(lockDirectory(options.directory).release);
    removeStackFile(options.directory);
    closers.push(() => removeStackFile(options.directory));
    return { ...(await startServices(options, (closer) => closers.push(closer))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Options = StartOptions & { readonly directory: string; readonly report: Report };

async function startServices(options: Options, onClose: OnClose): Promise<Omit<RunningStack, 'close'>> {
  const { directory, report } = options;
  const addresses = await chooseAddresses({ ...usualPorts, ...options.ports }, report, options.browserUrls);
  const parsed = parseTemplate(options.template ?? join(root, 'template.yaml'));
  const { webUrl: DevOrigin, s3Url: S3Endpoint, s3DualStackUrl: S3DualStackEndpoint } = addresses;
  const { cognitoUrl: CognitoEndpoint, stsUrl: StsEndpoint, statesUrl: StatesEndpoint } = addresses;
  const endpoints = { S3Endpoint, S3DualStackEndpoint, CognitoEndpoint, StsEndpoint, StatesEndpoint };
  const parameters = { DevOrigin, ...options.parameters, ...endpoints };
  // The pool's id is known only when Cognito runs. What Cognito needs is read first, the rest with the real ids.
  const draft = resolveTemplate(parsed, { ...localPlace, parameters });
  const roleNames = draft.functions.map(({ roleId }) => draft.id(roleId));
  const keys = openKeys(directory, localPlace.accountId, [...roleNames, sharedRoleName]);
  await build(options, draft);
  const logs = openLogs(join(directory, 'logs'));
  onClose(logs.close);
  const shared = { keys, addresses, directory, mailbox: openMailbox(directory), logs, onClose };
  const withIds = (resourceValues: Readonly<Record<string, string>>) =>
    resolveTemplate(parsed, { ...localPlace, parameters, resourceValues });
  const { cognito, template } = await openCognito({ ...shared, template: draft, withIds });
  const context: ServiceContext = { ...shared, template };
  await openS3(context, await openSts(context), options.s3Ledger);
  const { api, docker = api !== undefined ? 'when-possible' : false } = options;
  const samCommand =
    docker === false ? undefined : await openToContainers(context, { api, isAskedFor: docker === true });
  const gateway = api === undefined ? openGateway(context, cognito.jwksUrl) : undefined;
  if (gateway !== undefined) await openStates(context, gateway);
  const isDevelopment = options.isDevelopment ?? false;
  const app = typeof options.app === 'object' ? options.app.folder : join(root, appFolder);
  const web = await openWeb(context, { root: app, isDevelopment, api: api ?? gateway?.handle ?? noApi });
  const { url: endpoint, userPoolId } = cognito;
  const signIn = await ensureDemoUser({
    directory,
    endpoint,
    userPoolId,
    region: localPlace.region,
    admin: keys.admin,
  });
  const stack = { ...describe(context), mailboxUrl: web.mailboxUrl };
  writeStackFile(directory, stack);
  return { stack, signIn, template, samCommand, reload: web.reload };
}

const noApi = (): Promise<void> => Promise.reject(new Error('The API has not been started.'));

async function build(
  { directory, report, api, app = 'build' }: Options,
  { functions, triggers }: ResolvedTemplate,
): Promise<void> {
  const called = functions.filter(({ logicalId }) => triggers.some(({ functionId }) => functionId === logicalId));
  await buildBundles(root, join(directory, 'build'), api === undefined ? functions : called, report);
  if (app === 'build') await buildApp(root, report);
}

function describe({ template, addresses, keys }: ServiceContext): Omit<StackDescription, 'mailboxUrl'> {
  return {
    webUrl: addresses.webUrl,
    apiUrl: `${addresses.webUrl}/${template.api.stageName}`,
    s3Url: addresses.s3Url,
    cognitoUrl: addresses.cognitoUrl,
    statesUrl: addresses.statesUrl,
    changesStateMachineArn: template.id('Changes'),
    region: template.stack.region,
    filesBucket: template.id('FilesBucket'),
    stateBucket: template.id('StateBucket'),
    userPoolId: template.id('UserPool'),
    userPoolClientId: template.id('UserPoolClient'),
    accountClientId: template.id('AccountClient'),
    adminAccessKeyId: keys.admin.accessKeyId,
    adminSecretAccessKey: keys.admin.secretAccessKey,
  };
}
