import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

/** The format of the data; data of another format is refused. */
const format = 1;

const schema = `
CREATE TABLE execution (
  arn TEXT PRIMARY KEY,
  machine_arn TEXT NOT NULL,
  name TEXT NOT NULL,
  input TEXT NOT NULL,
  status TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  stopped_ms INTEGER,
  state_name TEXT,
  state_input TEXT NOT NULL,
  output TEXT,
  error TEXT,
  cause TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX execution_status ON execution (status);
`;

const optionalText = v.nullable(v.string());

const row = v.object({
  arn: v.string(),
  machine_arn: v.string(),
  name: v.string(),
  input: v.string(),
  status: v.picklist(['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED']),
  started_ms: v.number(),
  stopped_ms: v.nullable(v.number()),
  state_name: optionalText,
  state_input: v.string(),
  ...{ output: optionalText, error: optionalText, cause: optionalText },
});

/** An execution as it is stored. */
export type ExecutionRow = v.InferOutput<typeof row>;

export type NewExecution = Pick<ExecutionRow, 'arn' | 'machine_arn' | 'name' | 'input' | 'started_ms'>;

/** How an execution ended. */
export interface End {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly stoppedMs: number;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** "An execution can't use the name of another execution for 90 days" (StartExecution, API Reference). */
const keptMs = 90 * 24 * 60 * 60 * 1000;

/** The executions of one data directory. What has been acknowledged survives `kill -9`. */
export class ExecutionStore {
  readonly #database: DatabaseSync;

  /** @throws Error with one sentence that names the fix, when the data cannot be read */
  constructor(directory: string, now: Date) {
    try {
      this.#database = openDatabase(directory);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`The executions in ${directory} cannot be used (${reason}): delete that folder; they are lost.`, {
        cause: error,
      });
    }
    this.#database.prepare('DELETE FROM execution WHERE stopped_ms < ?').run(now.getTime() - keptMs);
  }

  find(arn: string): ExecutionRow | undefined {
    const found = this.#database.prepare('SELECT * FROM execution WHERE arn = ?').get(arn);
    return found && v.parse(row, found);
  }

  running(): readonly ExecutionRow[] {
    const rows = this.#database.prepare("SELECT * FROM execution WHERE status = 'RUNNING' ORDER BY started_ms").all();
    return v.parse(v.array(row), rows);
  }

  add({ arn, machine_arn, name, input, started_ms }: NewExecution): void {
    const columns = 'arn, machine_arn, name, input, status, started_ms, state_input';
    this.#database
      .prepare(`INSERT INTO execution (${columns}) VALUES (?, ?, ?, ?, 'RUNNING', ?, ?)`)
      .run(arn, machine_arn, name, input, started_ms, input);
  }

  /** Remembers the state that an execution has entered, with its input: there it goes on after a restart. */
  enter(arn: string, stateName: string, stateInput: string): void {
    this.#database
      .prepare("UPDATE execution SET state_name = ?, state_input = ? WHERE arn = ? AND status = 'RUNNING'")
      .run(stateName, stateInput, arn);
  }

  /** Ends an execution. One that has ended stays as it is. */
  end(arn: string, { status, stoppedMs, output, error, cause }: End): void {
    this.#database
      .prepare(
        `UPDATE execution SET status = ?, stopped_ms = ?, output = ?, error = ?, cause = ? WHERE arn = ? AND status = 'RUNNING'`,
      )
      .run(status, stoppedMs, output ?? null, error ?? null, cause ?? null, arn);
  }

  close(): void {
    this.#database.close();
  }
}

function openDatabase(directory: string): DatabaseSync {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'executions.sqlite');
  // SQLite gives its journal the mode of the existing file.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file);
  try {
    // A killed process loses nothing that was answered; WAL and NORMAL give that without an fsync per state.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (found === 0) database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${format}; COMMIT;`);
    else if (found !== format) throw new Error(`they have format ${found}, and this version reads format ${format}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
