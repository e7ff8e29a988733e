import type { ChangeToContinue, ChangeWorkflow } from '../changes/change-workflow.ts';

/** A `ChangeWorkflow` that only remembers what was started. */
export class MemoryChangeWorkflow implements ChangeWorkflow {
  /** The changes that were started, each once. */
  readonly started: ChangeToContinue[] = [];
  /** What `start` fails with, while a spec has set it. */
  failure: Error | undefined;

  start(change: ChangeToContinue): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    if (!this.started.some(({ changeId }) => changeId === change.changeId)) this.started.push(change);
    return Promise.resolve();
  }
}
