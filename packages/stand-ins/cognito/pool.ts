import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import { readClientSettings, type ClientSettings } from './client-settings.ts';
import { configuredTriggers } from './configured-triggers.ts';
import { CognitoError } from './errors.ts';
import { HourlyQuota } from './hourly-quota.ts';
import { LockOut } from './lock-out.ts';
import { readResourceServers, type ResourceServer } from './resource-servers.ts';
import { readPoolSettings, type PoolSettings } from './settings.ts';
import type { SigningKey } from './signing-key.ts';
import { AttemptStore } from './store/attempt-store.ts';
import { AuthenticatorStore } from './store/authenticator-store.ts';
import { ChallengeStore } from './store/challenge-store.ts';
import { CodeStore } from './store/code-store.ts';
import { transaction } from './store/database.ts';
import { PasswordHistoryStore } from './store/password-history-store.ts';
import { PendingEmailStore } from './store/pending-email-store.ts';
import { QuotaStore } from './store/quota-store.ts';
import { randomToken } from './store/secrets.ts';
import { SettingsStore } from './store/settings-store.ts';
import { SignInStore } from './store/sign-in-store.ts';
import { UserStore } from './store/user-store.ts';
import { Throttle } from './throttle.ts';
import { Tokens } from './tokens.ts';
import { answerWithinMs, type Triggers } from './triggers.ts';

/**
 * A mail that the service would send. Nothing is sent: the program that started the pool decides what to do with it.
 */
export interface Message {
  readonly kind: 'invitation' | 'forgotten-password' | 'sign-up' | 'email';
  readonly username: string;
  /** The address; absent for an invitation of a user without one. */
  readonly address?: string | undefined;
  /** The temporary password or the code. */
  readonly secret: string;
  /** The subject and the text of the custom message function; absent in a mail that the service writes itself. */
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
}

export interface PoolOptions {
  readonly region: string;
  readonly accountId: string;
  /** The resolved `Properties` of the `AWS::Cognito::UserPool`. */
  readonly userPool: unknown;
  /** The resolved `Properties` of each `AWS::Cognito::UserPoolClient`. */
  readonly clients: readonly unknown[];
  /** The resolved `Properties` of each `AWS::Cognito::UserPoolResourceServer`. */
  readonly resourceServers?: readonly unknown[];
  /** The functions that the pool's `LambdaConfig` names. */
  readonly triggers?: Triggers;
  /** The time in which a trigger must answer, in milliseconds; the service gives it five seconds. */
  readonly triggerTimeoutMs?: number;
  readonly now?: () => Date;
  readonly deliver?: (message: Message) => void;
}

/** Everything an operation needs; it is passed to each operation as the first argument. */
export interface Pool {
  readonly id: string;
  /** The part of the pool's id after `_`, which SRP hashes. */
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly settings: PoolSettings;
  readonly clients: ReadonlyMap<string, ClientSettings>;
  readonly resourceServers: ReadonlyMap<string, ResourceServer>;
  readonly triggers: Triggers;
  readonly triggerTimeoutMs: number;
  readonly users: UserStore;
  readonly passwordHistory: PasswordHistoryStore;
  readonly pendingEmails: PendingEmailStore;
  readonly authenticators: AuthenticatorStore;
  readonly challenges: ChallengeStore;
  readonly codes: CodeStore;
  readonly signIns: SignInStore;
  readonly lockOut: LockOut;
  readonly hourly: HourlyQuota;
  readonly throttle: Throttle;
  readonly tokens: Tokens;
  readonly jwks: { readonly keys: readonly object[] };
  /** The secret that answers about unknown users are made from, so that a name gets the same answer each time. */
  readonly unknownUserSecret: string;
  readonly createdAt: Date;
  readonly now: () => Date;
  readonly deliver: (message: Message) => void;
  /** Runs a synchronous change completely or not at all. */
  readonly transaction: <Result>(write: () => Result) => Result;
}

/** Creates a pool from its database and its template properties. Ids are made once and kept. */
export function createPool(database: DatabaseSync, key: SigningKey, options: PoolOptions): Pool {
  const { region, now = () => new Date() } = options;
  const settings = new SettingsStore(database);
  const poolSettings = readPoolSettings(options.userPool);
  const id = settings.once('userPoolId', () => `${region}_${alphanumeric(9)}`);
  if (!id.startsWith(`${region}_`)) {
    throw new Error(
      `The user pool ${id} belongs to another region than ${region}: start with its region, or delete it.`,
    );
  }
  return {
    id,
    name: id.slice(id.indexOf('_') + 1),
    arn: `arn:aws:cognito-idp:${region}:${options.accountId}:userpool/${id}`,
    region,
    settings: poolSettings,
    clients: readClients(settings, poolSettings, options.clients),
    resourceServers: readResourceServers(options.resourceServers ?? []),
    triggers: configuredTriggers(poolSettings, options.triggers ?? {}),
    triggerTimeoutMs: options.triggerTimeoutMs ?? answerWithinMs,
    users: new UserStore(database),
    passwordHistory: new PasswordHistoryStore(database),
    pendingEmails: new PendingEmailStore(database),
    authenticators: new AuthenticatorStore(database),
    challenges: new ChallengeStore(database),
    codes: new CodeStore(database),
    signIns: new SignInStore(database),
    lockOut: new LockOut(new AttemptStore(database), now),
    hourly: new HourlyQuota(new QuotaStore(database), now),
    throttle: new Throttle(now),
    tokens: new Tokens(`https://cognito-idp.${region}.amazonaws.com/${id}`, key, now),
    jwks: { keys: [key.jwk] },
    unknownUserSecret: settings.once('unknownUserSecret', () => randomToken(32)),
    createdAt: new Date(Number(settings.once('createdAt', () => String(now().getTime())))),
    now,
    deliver: options.deliver ?? (() => undefined),
    transaction: (write) => transaction(database, write),
  };
}

/** Finds a client. Throws the service's ResourceNotFoundException. */
export function findClient(pool: Pool, clientId: string): ClientSettings {
  const client = pool.clients.get(clientId);
  if (client) return client;
  throw new CognitoError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
}

function readClients(
  settings: SettingsStore,
  pool: PoolSettings,
  clients: readonly unknown[],
): Map<string, ClientSettings> {
  return new Map(
    clients.map((properties, index) => {
      const id = settings.once(`clientId ${index}`, () => alphanumeric(26).toLowerCase());
      return [id, readClientSettings(id, properties, pool)];
    }),
  );
}

function alphanumeric(length: number): string {
  const letters = randomBytes(length * 4)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '');
  return letters.slice(0, length);
}
