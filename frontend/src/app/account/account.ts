import type { AccountNotice, ClientConfig } from '@airlock/contract';
import { array, literal, object, optional, parse, string } from 'valibot';

import { PoolRefusal, poolRequest } from '../sign-in/pool-request.ts';

/** Name of the second factor in Cognito's answers. */
const totp = 'SOFTWARE_TOKEN_MFA';
const userAnswer = object({ UserMFASettingList: optional(array(string()), []) });
const secretAnswer = object({ SecretCode: string() });
const verifyAnswer = object({ Status: literal('SUCCESS') });

type Request = Parameters<typeof poolRequest>[1];

/**
 * The account of the signed-in person, opened with a token that lives five minutes. The token is in memory alone, and
 * ends with the dialog that has this object.
 */
export class Account {
  readonly #config: Pick<ClientConfig, 'userPoolEndpoint'>;
  readonly #accessToken: string;

  constructor(config: Pick<ClientConfig, 'userPoolEndpoint'>, accessToken: string) {
    this.#config = config;
    this.#accessToken = accessToken;
  }

  async changePassword(previous: string, proposed: string): Promise<void> {
    await this.#send('ChangePassword', { PreviousPassword: previous, ProposedPassword: proposed });
  }

  /** Sends a code to a new address. The account has the address when the code is confirmed, and not before. */
  async sendCodeTo(email: string): Promise<void> {
    await this.#send('UpdateUserAttributes', { UserAttributes: [{ Name: 'email', Value: email }] });
  }

  async confirmEmail(code: string): Promise<void> {
    await this.#send('VerifyUserAttribute', { AttributeName: 'email', Code: code });
  }

  /** Returns whether signing in asks for a code of an authenticator app. */
  async hasAuthenticator(): Promise<boolean> {
    return parse(userAnswer, await this.#send('GetUser')).UserMFASettingList.includes(totp);
  }

  /** Returns a new secret in base32. It becomes active with `confirmAuthenticator`. */
  async beginAuthenticator(): Promise<string> {
    return parse(secretAnswer, await this.#send('AssociateSoftwareToken')).SecretCode;
  }

  /** Activates the new secret. `code` is its first code; from then on every sign-in asks for one. */
  async confirmAuthenticator(code: string): Promise<void> {
    parse(verifyAnswer, await this.#send('VerifySoftwareToken', { UserCode: code }));
    await this.#send('SetUserMFAPreference', { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
  }

  async removeAuthenticator(): Promise<void> {
    await this.#send('SetUserMFAPreference', { SoftwareTokenMfaSettings: { Enabled: false } });
  }

  /**
   * Sends a mail about a change to the address of the account. Resolves in any case: an account may have no address, and
   * a change that was made is not undone because a mail was not sent.
   */
  async notify(notice: AccountNotice): Promise<void> {
    const input = { AttributeName: 'email', ClientMetadata: { notice } };
    await this.#send('GetUserAttributeVerificationCode', input).catch(() => undefined);
  }

  /** Ends all sessions of the person, also that of this page. The token of this object is of no use afterwards. */
  async signOutEverywhere(): Promise<void> {
    await this.#send('GlobalSignOut');
  }

  #send(operation: Request, input: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return poolRequest(this.#config, operation, { AccessToken: this.#accessToken, ...input });
  }
}

/**
 * Returns whether the service took no token any more: it has expired, or another tab has ended all sessions. A password
 * that was changed in between is refused in the same way. The person proves anew who they are.
 */
export const isClosed = (thrown: unknown): boolean =>
  thrown instanceof PoolRefusal && thrown.name === 'NotAuthorizedException';
