import type { Page } from '@playwright/test';

import { webCryptoSealer } from '../../frontend/src/app/tokens/sealer.ts';
import type { SessionTokens } from '../../frontend/src/app/tokens/session-tokens.ts';
import { StoredNames } from '../../frontend/src/app/tokens/stored-names.ts';
import { signInAgain } from '../../local/testing/stack-user.ts';
import type { Account } from './accounts.ts';
import type { StackDescription } from './stack.ts';

/** A document of the app's origin that runs nothing of the app. */
const emptyDocument = '/favicon.svg';

/**
 * Opens the app with a session of the account, as it is after a sign-in in this tab. The tokens come from the user pool by
 * the same protocol, but without the form and the code that only a sign-in loads, which takes most of the time of a short
 * journey.
 */
export async function openSignedIn(page: Page, stack: StackDescription, account: Account): Promise<void> {
  const { ofTab, shared } = await storedSession(stack, account);
  await page.goto(emptyDocument);
  await page.evaluate(
    (stored) => {
      Object.assign(sessionStorage, stored.ofTab);
      Object.assign(localStorage, stored.shared);
      // The history of the tab begins with the app.
      location.replace('/');
    },
    { ofTab, shared },
  );
}

/** What the app keeps of a session, by the names of the two storages: the key for this tab, the sealed tokens for all. */
interface StoredSession {
  readonly ofTab: Readonly<Record<string, string>>;
  readonly shared: Readonly<Record<string, string>>;
}

async function storedSession(stack: StackDescription, account: Account): Promise<StoredSession> {
  const tokens = await tokensOf(stack, account);
  const { userId } = tokens;
  const sealer = webCryptoSealer(crypto);
  const key = sealer.newKey();
  const names = new StoredNames(stack.userPoolClientId);
  return {
    ofTab: { [names.account]: JSON.stringify({ userId, key }) },
    shared: {
      [names.recent]: userId,
      [names.session(userId)]: await sealer.seal(key, JSON.stringify(tokens)),
    },
  };
}

async function tokensOf(stack: StackDescription, { name, password }: Account): Promise<SessionTokens> {
  const { accessToken, refreshToken } = await signInAgain(stack, name, { password });
  const { sub, exp } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as {
    readonly sub: string;
    readonly exp: number;
  };
  return { userId: sub, username: name, accessToken, refreshToken, expiresAtMs: exp * 1000, clockDriftMs: 0 };
}

/** A session as a page of the app has stored it. */
interface SessionOnPage {
  /** Names of what is stored about sessions, in the storage of the tab and in that of all tabs. */
  readonly names: readonly string[];
  /** What the tab keeps: the account, and the key of the session. */
  readonly account: Readonly<Record<string, string>>;
  readonly tokens: SessionTokens;
}

/** Returns the session that a page of the app has stored. */
export async function sessionOn(page: Page): Promise<SessionOnPage> {
  const stored = await page.evaluate(() =>
    Object.fromEntries([...Object.entries<string>(sessionStorage), ...Object.entries<string>(localStorage)]),
  );
  const clientId = Object.keys(stored).flatMap((name) => /^airlock\.(.+)\.account$/.exec(name)?.[1] ?? [])[0];
  if (clientId === undefined) throw new Error('Nobody is signed in in this tab.');
  const names = new StoredNames(clientId);
  const account = JSON.parse(stored[names.account] ?? '') as { readonly userId: string; readonly key: string };
  const text = await webCryptoSealer(crypto).open(account.key, stored[names.session(account.userId)] ?? '');
  if (text === undefined) throw new Error('The stored session cannot be read.');
  return {
    names: Object.keys(stored)
      .filter((name) => name.startsWith(`airlock.${clientId}.`))
      .toSorted(),
    account: { ...account },
    tokens: JSON.parse(text) as SessionTokens,
  };
}

/** Returns the access token of the session that a page of the app has stored. */
export async function accessTokenOf(page: Page): Promise<string> {
  return (await sessionOn(page)).tokens.accessToken;
}
