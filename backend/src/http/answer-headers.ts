/**
 * Returns the headers of every answer, errors included. No cache stores the answer, because it may hold a pre-signed URL;
 * no browser guesses its type; and `devOrigin`, the only other origin that may use this API, can read it.
 */
export function answerHeaders(devOrigin: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(devOrigin !== '' && { 'access-control-allow-origin': devOrigin, vary: 'origin' }),
  };
}
