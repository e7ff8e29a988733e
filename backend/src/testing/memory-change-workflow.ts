import type { ChangeToContinue, ChangeWorkflow } from '../changes/change-workflow.ts';

/** A `ChangeWorkflow` that only remembers what was started. */
export class MemoryChangeWorkflow implements ChangeWorkflow {
  /** The executions that were started, each once. */
  readonly started: ChangeToContinue[] = [];
  /** What `start` fails with, while a spec has set it. */
  failure: Error | undefined;

  start(change: ChangeToContinue): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const isSame = (it: ChangeToContinue): boolean =>
      it.changeId === change.changeId && it.execution === change.execution;
    if (!this.started.some(isSame)) this.started.push(change);
    return Promise.resolve();
  }
}
