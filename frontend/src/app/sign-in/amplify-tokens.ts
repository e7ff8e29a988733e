import { decodeJWT } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';

import type { SessionTokens } from '../tokens/session-tokens.ts';

type TokenStore = Parameters<typeof cognitoUserPoolsTokenProvider.tokenOrchestrator.setAuthTokenStore>[0];
type AmplifyTokens = Parameters<TokenStore['storeTokens']>[0];

/**
 * Gives Amplify the tokens of the session, and takes those of a sign-in from it. Amplify itself neither stores nor
 * renews tokens: it knows only its own tab.
 */
export class AmplifyTokenStore implements TokenStore {
  readonly #current: () => Promise<SessionTokens | undefined>;
  #signIn: { arrived?: AmplifyTokens } | undefined;

  constructor(current: () => Promise<SessionTokens | undefined>) {
    this.#current = current;
  }

  /** Does a step of a sign-in, and returns the tokens when it was the last one. */
  async during<T>(step: () => Promise<T>): Promise<{ result: T; tokens: SessionTokens | undefined }> {
    const signIn: { arrived?: AmplifyTokens } = {};
    this.#signIn = signIn;
    try {
      const result = await step();
      return { result, tokens: signIn.arrived && fromAmplify(signIn.arrived) };
    } finally {
      this.#signIn = undefined;
    }
  }

  /** During a sign-in there are no others than its own: Amplify would refuse to sign in beside them. */
  async loadTokens(): Promise<AmplifyTokens | null> {
    if (this.#signIn) return this.#signIn.arrived ?? null;
    const tokens = await this.#current();
    return tokens ? toAmplify(tokens) : null;
  }

  storeTokens(tokens: AmplifyTokens): Promise<void> {
    if (this.#signIn) this.#signIn.arrived = tokens;
    return Promise.resolve();
  }

  async getLastAuthUser(): Promise<string> {
    return (await this.loadTokens())?.username ?? '';
  }

  clearTokens = nothing;
  clearDeviceMetadata = nothing;
  setOAuthMetadata = nothing;
  setKeyValueStorage = () => undefined;
  getDeviceMetadata = nowhere;
  getOAuthMetadata = nowhere;
}

const nothing = () => Promise.resolve();
const nowhere = () => Promise.resolve(null);

export function toAmplify({ accessToken, refreshToken, clockDriftMs, username }: SessionTokens): AmplifyTokens {
  return { accessToken: decodeJWT(accessToken), refreshToken, clockDrift: clockDriftMs, username };
}

export function fromAmplify({ accessToken, refreshToken = '', clockDrift }: AmplifyTokens): SessionTokens {
  const { sub = '', exp = 0, username } = accessToken.payload;
  return {
    userId: sub,
    username: typeof username === 'string' ? username : '',
    accessToken: accessToken.toString(),
    refreshToken,
    expiresAtMs: exp * 1000,
    clockDriftMs: clockDrift,
  };
}
