import type { SessionTokens } from '../session-tokens.ts';
import type { FakeBrowser, Pause } from './fake-browser.ts';

const hourMs = 3_600_000;

/** A sign-in service that takes each refresh token once, without a second of grace. */
export class FakeService {
  /** Refresh tokens that were given a second time: a real service would have ended the session. */
  readonly reused: string[] = [];
  isReachable = true;
  renewals = 0;
  readonly #browser: FakeBrowser;
  readonly #pause: Pause;
  readonly #good = new Map<string, string>();
  #made = 0;

  constructor(browser: FakeBrowser, pause: Pause = () => Promise.resolve()) {
    this.#browser = browser;
    this.#pause = pause;
  }

  signIn(name: string): SessionTokens {
    this.#made += 1;
    const userId = `${name}-id`;
    const refreshToken = `refresh-${this.#made}`;
    this.#good.set(refreshToken, userId);
    const accessToken = `access-${this.#made}`;
    const expiresAtMs = this.#browser.nowMs + hourMs;
    return { userId, username: name, accessToken, refreshToken, expiresAtMs, clockDriftMs: 0 };
  }

  readonly renew = async ({ refreshToken, username }: SessionTokens): Promise<SessionTokens | undefined> => {
    await this.#pause();
    if (!this.isReachable) throw new Error('no network');
    if (!this.#good.delete(refreshToken)) {
      this.reused.push(refreshToken);
      return undefined;
    }
    this.renewals += 1;
    const tokens = this.signIn(username);
    await this.#pause();
    return tokens;
  };

  /** Ends the session on the side of the service, as an administrator does. */
  revokeAll(): void {
    this.#good.clear();
  }
}
