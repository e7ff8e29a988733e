import type { ChangeWorkflow } from '../changes/change-workflow.ts';
import { CodedError } from '../coded-error.ts';

/** Returns the workflow of changes, whose client is loaded when a change first needs it: most changes end without it. */
export function lazyChangeWorkflow(): ChangeWorkflow {
  let loading: Promise<ChangeWorkflow> | undefined;
  return {
    start: async (change) => {
      loading ??= import('./sfn-change-workflow.ts').then(({ sfnChangeWorkflow }) => sfnChangeWorkflow(unavailable));
      await (await loading).start(change);
    },
  };
}

function unavailable(cause: unknown): CodedError {
  const message = 'This needs the workflow of changes, which does not answer: try again, or take fewer files at once.';
  return new CodedError('unavailable', message, { cause });
}
