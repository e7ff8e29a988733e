import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';

import type { Authorize } from '../../iam/authorize.ts';
import type { AccessKey } from '../../sigv4/index.ts';
import { startCognito, type Cognito } from '../index.ts';
import type { Message } from '../pool.ts';
import type { Triggers } from '../triggers.ts';
import { claimTime, SrpClient } from './srp-client.ts';

export const accountKey: AccessKey = {
  accessKeyId: 'AKIALOCALADMIN000000',
  secretAccessKey: 'an administrator of this test only 00000',
  principalArn: 'arn:aws:iam::123456789012:root',
};
export const roleKey: AccessKey = {
  accessKeyId: 'AKIALOCALROLE0000000',
  secretAccessKey: 'a function of this test only 00000000000',
  principalArn: 'arn:aws:sts::123456789012:assumed-role/ListFilesRole/ListFiles',
};

/** The signing key of every new pool of a spec: to find its two primes takes longer than most tests of a pool. */
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyFile = privateKey.export({ type: 'pkcs8', format: 'pem' });

/** Makes the folder of a new pool, which has a signing key already. */
function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'airlock-cognito-'));
  writeFileSync(join(directory, 'signing-key.pem'), keyFile, { mode: 0o600 });
  return directory;
}

/** The pool and the client of the template, as far as the specs need them. */
export const userPool = {
  UserPoolName: 'airlock',
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  AliasAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  MfaConfiguration: 'OPTIONAL',
  EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
  Policies: {
    PasswordPolicy: {
      ...{ MinimumLength: 12, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true },
      ...{ RequireSymbols: false, TemporaryPasswordValidityDays: 7 },
    },
  },
};
export const webClient = {
  ClientName: 'web',
  GenerateSecret: false,
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
  AuthSessionValidity: 15,
  EnableTokenRevocation: true,
  PreventUserExistenceErrors: 'ENABLED',
  AccessTokenValidity: 60,
  IdTokenValidity: 60,
  RefreshTokenValidity: 30,
  TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
};

/** Returns the property of a pool that calls these functions. */
function lambdaConfig({ preTokenGeneration, customMessage, postConfirmation }: Triggers = {}): object {
  const arn = (name: string) => `arn:aws:lambda:eu-central-1:123456789012:function:${name}`;
  return {
    LambdaConfig: {
      ...(preTokenGeneration && { PreTokenGenerationConfig: { LambdaArn: arn('tokens'), LambdaVersion: 'V2_0' } }),
      ...(customMessage && { CustomMessage: arn('messages') }),
      ...(postConfirmation && { PostConfirmation: arn('confirmed') }),
    },
  };
}

const answer = v.looseObject({
  __type: v.optional(v.string()),
  message: v.optional(v.string()),
  ChallengeName: v.optional(v.string()),
  ChallengeParameters: v.optional(v.record(v.string(), v.string())),
  Session: v.optional(v.string()),
  AuthenticationResult: v.optional(
    v.looseObject({ AccessToken: v.string(), IdToken: v.string(), RefreshToken: v.optional(v.string()) }),
  ),
});

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: v.InferOutput<typeof answer>;
}

export interface Changes {
  readonly userPool?: object;
  /** Each object is put over `webClient`; the first client is the one that `call` and `signIn` use. */
  readonly clients?: readonly object[];
  /** A folder whose pool finds its own signing key. */
  readonly directory?: string;
  readonly region?: string;
  readonly authorize?: Authorize;
  /** The functions of the pool; its `LambdaConfig` names them. */
  readonly triggers?: Triggers;
  readonly triggerTimeoutMs?: number;
  readonly patienceMs?: number;
  readonly resourceServers?: readonly object[];
}

/** A running pool with a clock that only the test moves. */
export class PoolFixture {
  readonly cognito: Cognito;
  readonly directory: string;
  readonly messages: Message[];
  readonly #clock: { now: number };

  private constructor(cognito: Cognito, directory: string, messages: Message[], clock: { now: number }) {
    this.cognito = cognito;
    this.directory = directory;
    this.messages = messages;
    this.#clock = clock;
  }

  static async start(changes: Changes = {}): Promise<PoolFixture> {
    const directory = changes.directory ?? newDirectory();
    const messages: Message[] = [];
    const clock = { now: Date.now() };
    const cognito = await startCognito({
      directory,
      port: 0,
      region: changes.region ?? 'eu-central-1',
      accountId: '123456789012',
      userPool: { ...userPool, ...lambdaConfig(changes.triggers), ...changes.userPool },
      clients: (changes.clients ?? [{}]).map((client) => ({ ...webClient, ...client })),
      findAccessKey: (id) => [accountKey, roleKey].find(({ accessKeyId }) => accessKeyId === id),
      ...(changes.authorize && { authorize: changes.authorize }),
      ...(changes.triggerTimeoutMs !== undefined && { triggerTimeoutMs: changes.triggerTimeoutMs }),
      ...(changes.patienceMs !== undefined && { patienceMs: changes.patienceMs }),
      triggers: changes.triggers ?? {},
      resourceServers: changes.resourceServers ?? [],
      now: () => new Date(clock.now),
      deliver: (message) => messages.push(message),
    });
    return new PoolFixture(cognito, directory, messages, clock);
  }

  async stop(): Promise<void> {
    await this.cognito.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  get now(): Date {
    return new Date(this.#clock.now);
  }

  pass(seconds: number): void {
    this.#clock.now += seconds * 1000;
  }

  /** Returns a client of the AWS SDK with the account's key, its clock set to the pool's. */
  admin(key: AccessKey = accountKey): CognitoIdentityProviderClient {
    return new CognitoIdentityProviderClient({
      endpoint: this.cognito.url,
      region: 'eu-central-1',
      credentials: key,
      maxAttempts: 1,
      systemClockOffset: this.#clock.now - Date.now(),
    });
  }

  get clientIds(): readonly string[] {
    return this.cognito.userPoolClientIds;
  }

  get ids() {
    return { UserPoolId: this.cognito.userPoolId };
  }

  /** Creates a user who must still choose a password. */
  async invite(Username: string, TemporaryPassword: string): Promise<void> {
    const input = { ...this.ids, Username, TemporaryPassword, MessageAction: 'SUPPRESS' } as const;
    await this.admin().send(new AdminCreateUserCommand(input));
  }

  /** Creates a user who has chosen a password. */
  async enrol(Username: string, Password: string): Promise<void> {
    await this.invite(Username, Password);
    await this.setPassword(Username, Password);
  }

  /** Sets a user's own password as an administrator. */
  async setPassword(Username: string, Password: string): Promise<void> {
    await this.admin().send(new AdminSetUserPasswordCommand({ ...this.ids, Username, Password, Permanent: true }));
  }

  /** Makes an unsigned call; `ClientId` is the first client's unless given. */
  async call(operation: string, input: object): Promise<Reply> {
    const response = await fetch(this.cognito.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: this.cognito.userPoolClientId, ...input }),
    });
    return { status: response.status, headers: response.headers, json: v.parse(answer, await response.json()) };
  }

  /** Returns the time of the pool's clock in the form of a proof. */
  claimTime(): string {
    return claimTime(this.now);
  }

  /** Does the first step of SRP. */
  async challenge(username: string, srp = new SrpClient(this.cognito.userPoolId), more: object = {}) {
    const { status, json } = await this.call('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: username, SRP_A: srp.publicA },
      ...more,
    });
    const { SALT = '', SRP_B = '', SECRET_BLOCK = '', USER_ID_FOR_SRP = '' } = json.ChallengeParameters ?? {};
    return { status, json, srp, parameters: { SALT, SRP_B, SECRET_BLOCK, USER_ID_FOR_SRP } };
  }

  respond(ChallengeName: string, ChallengeResponses: object, more: object = {}): Promise<Reply> {
    return this.call('RespondToAuthChallenge', { ChallengeName, ChallengeResponses, ...more });
  }

  /** Does both steps of SRP. */
  async signIn(username: string, password: string, more: object = {}): Promise<Reply> {
    const { srp, parameters, status, json } = await this.challenge(username, undefined, more);
    if (status !== 200) return { status, json, headers: new Headers() };
    return this.respond('PASSWORD_VERIFIER', srp.answer(parameters, password, this.claimTime()), more);
  }

  /** Returns the tokens of a user who has a password of their own. */
  async tokens(username: string, password: string, more: object = {}) {
    const { json } = await this.signIn(username, password, more);
    const { AccessToken = '', IdToken = '', RefreshToken = '' } = json.AuthenticationResult ?? {};
    return { AccessToken, IdToken, RefreshToken };
  }
}
