import { join } from 'node:path';

import { startCognito, type Cognito } from '@airlock/stand-ins/cognito';
import { createGateway, type Gateway } from '@airlock/stand-ins/gateway';
import { assumableRoles, bucketGuards, createAuthorize, type Authorize } from '@airlock/stand-ins/iam';
import { startS3 } from '@airlock/stand-ins/s3';
import { Sessions, startSts } from '@airlock/stand-ins/sts';
import type { ResolvedTemplate } from '@airlock/template';
import { startWeb, type Web, type WebOptions } from '@airlock/stand-ins/cloudfront';

import type { Addresses } from './addresses.ts';
import { bundlePaths } from './builds.ts';
import { servedHere } from './bucket-origins.ts';
import { clientConfig } from './client-config.ts';
import { bridgeAddress, desktopHost, openBridge, prepareSam } from './docker-bridge.ts';
import type { Keys } from './keys.ts';
import type { openMailbox } from './mailbox.ts';
import type { Logs } from './logs.ts';
import { openTriggers } from './open-triggers.ts';
import { PortTakenError, StartError } from './start-error.ts';

export type Mailbox = ReturnType<typeof openMailbox>;
export type OnClose = (close: () => Promise<void> | void) => void;

/** What every service of the stack is started with. */
export interface ServiceContext {
  readonly template: ResolvedTemplate;
  readonly keys: Keys;
  readonly addresses: Addresses;
  readonly directory: string;
  readonly mailbox: Mailbox;
  /** Where the functions, and what calls them, write their logs. */
  readonly logs: Logs;
  readonly onClose: OnClose;
}

/** What Cognito is started with: its template does not have the real ids of pool and clients yet. */
export interface FirstServiceContext extends ServiceContext {
  /** Resolves the template again, with the ids that Cognito gave. */
  readonly withIds: (ids: Readonly<Record<string, string>>) => ResolvedTemplate;
}

/** The role whose key containers share: it may do what all functions together may. */
export const sharedRoleName = 'airlock-local-shared';

/** The user pool, and the template with the ids of the pool and its clients. */
export interface OpenedCognito {
  readonly cognito: Cognito;
  readonly template: ResolvedTemplate;
}

export async function openCognito(context: FirstServiceContext): Promise<OpenedCognito> {
  const { template: draft, keys, addresses, directory, mailbox, onClose, withIds } = context;
  const propertiesOf = (type: string) => draft.ofType(type).map(({ properties }) => properties.object());
  const clients = draft.ofType('AWS::Cognito::UserPoolClient');
  const port = addresses.ports.cognito;
  // A role may do something with the pool of the real id only, so no decision is made before that is known.
  const authorize = Promise.withResolvers<Authorize>();
  const cognito = await startCognito({
    ...accountOf(draft),
    directory: join(directory, 'cognito'),
    port,
    userPool: draft.resource('UserPool').properties.object(),
    clients: propertiesOf('AWS::Cognito::UserPoolClient'),
    resourceServers: propertiesOf('AWS::Cognito::UserPoolResourceServer'),
    triggers: openTriggers(context),
    findAccessKey: keys.find,
    authorize: async (request) => (await authorize.promise)(request),
    deliver: mailbox.deliver,
  });
  onClose(cognito.close);
  requirePort(port, cognito);
  const clientIds = clients.map(({ logicalId }, index) => [logicalId, cognito.userPoolClientIds[index] ?? ''] as const);
  const template = withIds({ UserPool: cognito.userPoolId, ...Object.fromEntries(clientIds) });
  authorize.resolve(createAuthorize(template));
  return { cognito, template };
}

/**
 * Starts STS, unless no role of the template may be assumed.
 * @returns the sessions that it has opened
 */
export async function openSts({ template, keys, addresses, onClose }: ServiceContext): Promise<Sessions> {
  const sessions = new Sessions(() => new Date());
  const roles = assumableRoles(template);
  if (roles.length === 0) return sessions;
  const port = addresses.ports.sts;
  const sts = await startSts({
    ...accountOf(template),
    partition: template.stack.partition,
    port,
    maxSessionSeconds: new Map(roles.map((it) => [template.attribute(it.roleId, 'Arn'), it.maxSessionSeconds])),
    authorize: createAuthorize(template),
    findAccessKey: (id) => keys.find(id) ?? sessions.find(id),
    sessions,
  });
  onClose(sts.close);
  requirePort(port, sts);
  return sessions;
}

export async function openS3(
  { template, keys, addresses, directory, onClose }: ServiceContext,
  sessions: Sessions,
  ledger: string | undefined,
): Promise<void> {
  const port = addresses.ports.s3;
  const s3 = await startS3({
    ...accountOf(template),
    directory: join(directory, 's3'),
    port,
    buckets: ['FilesBucket', 'StateBucket'].map((logicalId) => {
      const name = template.id(logicalId);
      const properties = template.resource(logicalId).properties.object();
      return {
        name,
        properties: servedHere(properties, template, addresses.webUrl),
        policy: bucketGuards(template).get(name)?.policy,
      };
    }),
    findAccessKey: (id) => keys.find(id) ?? sessions.find(id),
    authorize: createAuthorize(template, { sharedRoleName }),
    ledger,
  });
  onClose(() => s3.close());
  requirePort(port, s3);
}

export function openGateway({ template, keys, directory, logs, onClose }: ServiceContext, jwksUrl: string): Gateway {
  const { functions } = template;
  const credentials = functions.map(({ logicalId, roleId }) => [logicalId, keys.ofRole(template.id(roleId))] as const);
  const gateway = createGateway({
    template,
    bundles: bundlePaths(join(directory, 'build'), functions),
    credentials: Object.fromEntries(credentials),
    jwksUrl,
    log: logs.write,
  });
  onClose(gateway.close);
  return gateway;
}

/**
 * Opens S3 and Cognito to containers.
 * @returns how to run the functions in containers; `undefined` when this machine has no Docker and need not have it
 */
export async function openToContainers(
  { template, keys, addresses, directory, onClose }: ServiceContext,
  { api, isAskedFor }: { readonly api: URL | undefined; readonly isAskedFor: boolean },
): Promise<string | undefined> {
  const isLinux = process.platform === 'linux';
  const host = isLinux ? await bridgeAddress() : desktopHost;
  if (host === undefined && isAskedFor) {
    throw new StartError(
      'There is no network interface docker0: start the Docker Engine first, or leave --docker out.',
    );
  }
  if (host === undefined) return undefined;
  if (assumableRoles(template).length > 0) {
    throw new StartError(
      'Containers share one key, which no role trusts: run the functions without Docker, or leave ScopedCredentials off.',
    );
  }
  if (isLinux) onClose((await openBridge(host, addresses.ports)).close);
  return prepareSam({ template, directory, host, api, key: keys.ofRole(sharedRoleName) });
}

export async function openWeb(
  { template, addresses, mailbox, onClose }: ServiceContext,
  options: Pick<WebOptions, 'api' | 'isDevelopment' | 'root'>,
): Promise<Web> {
  const port = addresses.ports.web;
  const config = clientConfig(template, addresses);
  const web = await startWeb({
    ...options,
    template,
    port,
    config,
    mails: mailbox,
  });
  onClose(web.close);
  return requirePort(port, web);
}

export const accountOf = ({ stack: { region, accountId } }: ResolvedTemplate) => ({ region, accountId });

/**
 * Throws when a service got another port than the one that was free a moment ago, because the services know each other
 * by these ports.
 */
export function requirePort<T extends { readonly port: number }>(port: number, service: T): T {
  if (service.port === port) return service;
  throw new PortTakenError(`Another program took port ${port} in this very moment: start again.`);
}
