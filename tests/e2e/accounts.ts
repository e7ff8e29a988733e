import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

import type { StackDescription } from './stack.ts';

export interface Account {
  readonly name: string;
  readonly password: string;
}

/** A user with an email address, to which a code can be sent. */
export interface AddressedAccount extends Account {
  readonly email: string;
}

let made = 0;

/** Creates users with the AWS SDK, as an administrator would. */
export class Accounts {
  readonly #client: CognitoIdentityProviderClient;
  readonly #userPoolId: string;

  constructor(stack: StackDescription) {
    this.#userPoolId = stack.userPoolId;
    this.#client = new CognitoIdentityProviderClient({
      region: stack.region,
      endpoint: stack.cognitoUrl,
      credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
    });
  }

  /** Creates a user who must choose a password at the first sign-in. */
  async createWithTemporaryPassword(): Promise<Account> {
    const account = { name: `person-${process.pid}-${(made += 1)}`, password: 'Temporary-Pass-2026' };
    await this.#client.send(
      new AdminCreateUserCommand({
        UserPoolId: this.#userPoolId,
        Username: account.name,
        TemporaryPassword: account.password,
        MessageAction: 'SUPPRESS',
      }),
    );
    return account;
  }

  /** Creates a user who has chosen a password already. */
  async create(): Promise<Account> {
    const { name } = await this.createWithTemporaryPassword();
    const password = 'Own-Password-2026';
    await this.#client.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: this.#userPoolId,
        Username: name,
        Password: password,
        Permanent: true,
      }),
    );
    return { name, password };
  }

  /** Creates a user who has chosen a password and has a verified address. */
  async createWithEmail(): Promise<AddressedAccount> {
    const account = await this.create();
    const email = `${account.name}@example.com`;
    await this.#client.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: this.#userPoolId,
        Username: account.name,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    return { ...account, email };
  }
}
