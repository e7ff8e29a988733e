import type { ArchiveWords, FailureReason } from '../../messages.ts';

/** Words of the lists in an archive, in which each reason is its own code. */
export const words: ArchiveWords = {
  missingName: '_missing.txt',
  missingHead: 'M',
  changedName: '_changed.txt',
  changedHead: 'C',
  reasons: new Proxy({} as Record<FailureReason, string>, { get: (_, reason) => String(reason) }),
};
