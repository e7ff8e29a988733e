import type { ApiError } from './api-error.ts';

/** Longest wait in milliseconds that a Retry-After header can ask for. */
const longestAskedMs = 120_000;

/** Returns how long to wait before a failed call is repeated: `usualMs`, or longer when the server asks for it. */
export const waitAfter = ({ retryAfterMs = 0 }: ApiError, usualMs: number): number =>
  Math.max(usualMs, Math.min(retryAfterMs, longestAskedMs));
