import type { Version } from './version-row.ts';

/**
 * Decides from the current version whether a write or a delete may happen, and throws the refusal. It runs inside the
 * transaction.
 */
export type WriteCondition = (current: Version | undefined) => void;

/** A condition of the completion of an upload, which another write or a delete of its key may have overtaken. */
export type CompleteCondition = (current: Version | undefined, isOvertaken: boolean) => void;
