import { InjectionToken } from '@angular/core';

/** Gives API calls their access token. The session implements it. */
export interface AccessTokens {
  /**
   * Resolves with a token that should still be valid. Waits while the person signs in again, and rejects when they sign
   * out instead.
   */
  current(): Promise<string>;
  /** Resolves with a newer token than `refused`. One renewal serves all calls that were refused at the same time. */
  renewed(refused: string): Promise<string>;
}

export const ACCESS_TOKENS = new InjectionToken<AccessTokens>('ACCESS_TOKENS');
