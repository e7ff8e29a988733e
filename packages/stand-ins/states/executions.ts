import { Aborted, Failed, startRun, validate, type Run } from './interpreter.ts';
import { readDefinition, type Definition, type Machine } from './machine.ts';
import type { ExecutionRow, ExecutionStore, NewExecution } from './store.ts';
import { runTask, type TaskNeeds } from './task.ts';

export interface ExecutionsNeeds extends TaskNeeds {
  readonly store: ExecutionStore;
  readonly machines: readonly Machine[];
  readonly now: () => Date;
  /** Receives a line for the log of a state machine, as its logging level ERROR writes it, without a newline. */
  readonly log: (machineName: string, line: string) => void;
}

/** The executions that run here: it starts them, goes on with them after a restart, and stops them. */
export class Executions {
  readonly #needs: ExecutionsNeeds;
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #runs = new Map<string, Promise<Run>>();
  readonly #settled = new Set<Promise<void>>();
  #isClosing = false;

  constructor(needs: ExecutionsNeeds) {
    this.#needs = needs;
    this.#definitions = new Map(needs.machines.map((it) => [it.arn, readDefinition(it)]));
  }

  machine(arn: string): Machine | undefined {
    return this.#needs.machines.find((it) => it.arn === arn);
  }

  /** Goes on with every execution that a stop or a kill interrupted, from the state that it had entered last. */
  resume(): void {
    for (const row of this.#needs.store.running()) {
      const machine = this.machine(row.machine_arn);
      if (machine !== undefined) this.#run(machine, row);
      else this.#end(row, 'ABORTED', { cause: 'The template no longer has this state machine.' });
    }
  }

  async start(machine: Machine, execution: NewExecution): Promise<void> {
    await validate(this.#definition(machine));
    this.#needs.store.add(execution);
    const row = this.#needs.store.find(execution.arn);
    if (row !== undefined) this.#run(machine, row);
  }

  /** Stops an execution. The function that it has called runs to its end, as on AWS; nothing waits for its answer. */
  async stop(row: ExecutionRow, error: string | undefined, cause: string | undefined): Promise<void> {
    this.#end(row, 'ABORTED', { error, cause });
    (await this.#runs.get(row.arn))?.abort();
  }

  /** Interrupts everything. What was running goes on at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const run of this.#runs.values()) await run.then(({ abort }) => abort()).catch(() => undefined);
    await Promise.all(this.#settled);
  }

  #definition({ arn, name }: Machine): Definition {
    const definition = this.#definitions.get(arn);
    if (definition === undefined) throw new Error(`There is no state machine ${name}.`);
    return definition;
  }

  #run(machine: Machine, row: ExecutionRow): void {
    const settled = this.#follow(machine, row).finally(() => {
      this.#runs.delete(row.arn);
      this.#settled.delete(settled);
    });
    this.#settled.add(settled);
  }

  async #follow(machine: Machine, row: ExecutionRow): Promise<void> {
    const { store } = this.#needs;
    const definition = this.#definition(machine);
    const run = startRun({
      definition,
      startAt: row.state_name ?? definition.StartAt,
      input: JSON.parse(row.state_input) as unknown,
      task: (resource, input) => runTask(this.#needs, machine, resource, input),
      entered: (stateName, input) => {
        if (!this.#isClosing) store.enter(row.arn, stateName, JSON.stringify(input));
      },
    });
    this.#runs.set(row.arn, run);
    try {
      const output = await (await run).result;
      this.#end(row, 'SUCCEEDED', { output: JSON.stringify(output) });
    } catch (error) {
      if (error instanceof Aborted) return;
      const { error: name, message } = error instanceof Failed ? error : new Failed('States.Runtime', String(error));
      this.#end(row, 'FAILED', { error: name, cause: message });
    }
  }

  #end(
    { arn, machine_arn }: ExecutionRow,
    status: 'SUCCEEDED' | 'FAILED' | 'ABORTED',
    details: { readonly output?: string; readonly error?: string | undefined; readonly cause?: string | undefined },
  ): void {
    if (this.#isClosing) return;
    const at = this.#needs.now().getTime();
    this.#needs.store.end(arn, { status, stoppedMs: at, ...details });
    if (status === 'SUCCEEDED') return;
    const type = status === 'FAILED' ? 'ExecutionFailed' : 'ExecutionAborted';
    // Without execution data: an error's text may name a file.
    const line = { type, execution_arn: arn, event_timestamp: String(at), details: {} };
    this.#needs.log(machine_arn.slice(machine_arn.lastIndexOf(':') + 1), JSON.stringify(line));
  }
}
