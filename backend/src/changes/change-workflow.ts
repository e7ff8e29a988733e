import type { OperationName } from '@airlock/contract';

/** An operation whose changes can go on when their request has ended. */
export type ChangeOperation = Extract<
  OperationName,
  'delete-files' | 'restore-files' | 'purge-files' | 'move-files' | 'copy-files'
>;

/** A change that is to be gone on with. The workflow passes it to the function of the operation. */
export interface ChangeToContinue {
  readonly operation: ChangeOperation;
  readonly userId: string;
  readonly changeId: string;
  /** Number of the execution, from 1, where it goes on for one that may make no more calls. */
  readonly execution?: number;
}

/** The workflow that goes on with a change until it is done. */
export interface ChangeWorkflow {
  /** Starts the workflow of a change; again for the same change and execution does nothing. Throws a `CodedError` `unavailable`. */
  start(change: ChangeToContinue): Promise<void>;
}
