import { downloadText } from '../text/download-text.ts';
import { text } from '../text/text.ts';
import type { ArchiveWords, FailureReason } from './service/messages.ts';

/** The words for each reason for which a file does not arrive. */
export const failureWords: Readonly<Record<FailureReason, string>> = { ...text.calls, ...downloadText.failures };

/** The words of the lists in an archive. The service worker has no texts of its own. */
export const archiveWords: ArchiveWords = { ...downloadText.archive.lists, reasons: failureWords };
