import { listen } from '../listen.ts';
import type { FindAccessKey } from '../sigv4/index.ts';
import { Executions, type ExecutionsNeeds } from './executions.ts';
import { createStatesServer } from './server.ts';
import { ExecutionStore } from './store.ts';

export type { Machine } from './machine.ts';

export interface StatesOptions extends Omit<ExecutionsNeeds, 'store' | 'now'> {
  /** The folder for the executions. It is created when missing, and only its owner can read it. */
  readonly directory: string;
  /** The port to listen on; 0 for any. A busy port is replaced by the next free one. */
  readonly port: number;
  readonly region: string;
  readonly findAccessKey: FindAccessKey;
  readonly now?: () => Date;
}

export interface States {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Starts Step Functions with these state machines, and goes on with the executions that were running;
 * packages/stand-ins/README.md describes what is built. Throws an Error of one sentence when a definition needs something
 * that is not built, or when `directory` is damaged.
 */
export async function startStates({ now = () => new Date(), ...options }: StatesOptions): Promise<States> {
  const store = new ExecutionStore(options.directory, now());
  try {
    const executions = new Executions({ ...options, store, now });
    const server = createStatesServer({ ...options, executions, store, now });
    const port = await listen(server, options.port);
    executions.resume();
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      close: async () => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
        await executions.close();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}
