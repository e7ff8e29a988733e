import { number, object, string, type InferOutput } from 'valibot';

/** The tokens of one session, as they are sealed and stored. */
export const sessionTokens = object({
  /** The `sub` of the token. */
  userId: string(),
  username: string(),
  accessToken: string(),
  refreshToken: string(),
  /** Expiry of the access token, on the clock of the service. */
  expiresAtMs: number(),
  /** Time by which the clock of the service was ahead of the clock of this device when the tokens came. */
  clockDriftMs: number(),
});
export type SessionTokens = InferOutput<typeof sessionTokens>;

/** A token that expires within this time is renewed first, because the request needs time too. */
const toleranceMs = 5_000;

export const isExpired = ({ expiresAtMs, clockDriftMs }: SessionTokens, nowMs: number): boolean =>
  nowMs + clockDriftMs + toleranceMs > expiresAtMs;
