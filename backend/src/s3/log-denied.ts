import { log, withoutNames } from '../logger.ts';

/**
 * Logs that S3 denies something of files that are there, once for all files of the call. The person is told that the storage
 * refuses these files, as it does for a file under a KMS key of somebody else. S3 says the same of every file when our role lacks
 * a right, and only the log tells that to the operator: docs/operate.md, "Find out why the storage refuses files".
 */
export function logDenied(
  action: 'describe' | 'describe-version' | 'copy' | 'delete',
  error?: unknown,
  count = 1,
): void {
  const said = error instanceof Error ? withoutNames(error) : undefined;
  // A version that is merely gone is denied, too: people can cause that as often as they like.
  log(action === 'describe-version' ? 'WARN' : 'ERROR', 'denied by S3', {
    action,
    count,
    code: said?.name,
    said: said?.message,
  });
}
