/** Error codes of AWS after which the same request may succeed in a moment. The SDK has already tried three times. */
const temporary: ReadonlySet<string> = new Set([
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
]);

/** Whether the same request may succeed in a moment, by the error code of AWS or the name of a failure on the way. */
export function isTemporaryCode(code: string): boolean {
  return temporary.has(code);
}

/** Whether the same request may succeed in a moment. */
export function isTemporaryFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return isTemporaryCode(error.name) || statusOf(error) >= 500 || isSocketError(error);
}

/** Returns the HTTP status with which AWS refused a request, or 0 when no answer came. */
export function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !('$metadata' in error)) return 0;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return 0;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : 0;
}

/** Whether the error is of a socket: ECONNREFUSED, ECONNRESET, ENOTFOUND and so on. */
function isSocketError(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /^E[A-Z_]+$/.test(error.code);
}
