import { InjectionToken } from '@angular/core';

/** Where calls get their access token from; the session implements it. */
export interface AccessTokens {
  /** A token that should still be good. Waits while the person signs in again; rejects when they sign out instead. */
  current(): Promise<string>;
  /** A newer token than `refused`: one renewal serves all calls that were refused at the same time. */
  renewed(refused: string): Promise<string>;
}

export const ACCESS_TOKENS = new InjectionToken<AccessTokens>('ACCESS_TOKENS');
