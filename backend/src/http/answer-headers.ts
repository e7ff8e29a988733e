/**
 * The headers of every answer, errors too: nothing is stored (an answer may hold a pre-signed URL), nothing is guessed
 * about its type, and the one other origin that may use this API can read it.
 */
export function answerHeaders(devOrigin: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(devOrigin !== '' && { 'access-control-allow-origin': devOrigin, vary: 'origin' }),
  };
}
