import { join } from 'node:path';

import type { StackDescription } from '../../local/start-stack.ts';
import { readStackFile, removeStackFile } from '../../local/stack-file.ts';
import type { Api } from '../../local/testing/api-calls.ts';
import { readRecords, seedRecords, type FileRecord, type FolderToSeed } from '../../local/testing/seed-records.ts';
import { startProgram, type Program } from '../../local/testing/program.ts';
import { signedInUser, signInAgain } from '../../local/testing/stack-user.ts';
import { StoredFiles } from '../../local/testing/stored-files.ts';

const program = join(import.meta.dirname, '../../local/testing/stack-program.ts');

/** The local stack in a process of its own that can be killed and started again, with one user. */
export class KilledStack {
  readonly #directory: string;
  readonly #ledger: string;
  #program: Program | undefined;
  #stack: StackDescription | undefined;
  #hasUser = false;
  #api: Api | undefined;
  #files: StoredFiles | undefined;

  constructor(directory: string, ledger: string) {
    this.#directory = directory;
    this.#ledger = ledger;
  }

  /** The API as the user reaches it. */
  get api(): Api {
    if (this.#api === undefined) throw new Error('The stack is not running.');
    return this.#api;
  }

  /** The user's files in S3. */
  get files(): StoredFiles {
    if (this.#files === undefined) throw new Error('The stack is not running.');
    return this.#files;
  }

  async start(): Promise<void> {
    const args = ['--disable-warning=ExperimentalWarning', program];
    this.#program = startProgram([...args, '--directory', this.#directory, '--s3-ledger', this.#ledger]);
    await this.#program.line(/Ready/);
    this.#stack = readStackFile(this.#directory);
    await this.signIn();
  }

  /** Signs the user in, for ten minutes, as long as an access token is good. Every start does it too. */
  async signIn(): Promise<void> {
    if (this.#stack === undefined) throw new Error('The stack has written no stack.json.');
    const user = await (this.#hasUser ? signInAgain : signedInUser)(this.#stack, 'owner');
    this.#hasUser = true;
    this.#api = { url: this.#stack.apiUrl, accessToken: user.accessToken };
    this.#files?.close();
    this.#files = new StoredFiles(this.#stack, user.keyPrefix);
  }

  /** Kills the stack with SIGKILL, as a power cut would, and starts it again on the same data. */
  async killAndStart(): Promise<void> {
    await this.#end('SIGKILL');
    removeStackFile(this.#directory);
    await this.start();
  }

  /** Stores many small files in a folder of the user. The stack is stopped meanwhile. */
  async seed(folder: string, files: Omit<FolderToSeed, 'bucket' | 'prefix'>): Promise<void> {
    const { bucket, prefix } = this.files.place(folder);
    await this.#end('SIGTERM');
    seedRecords(this.#directory, { ...files, bucket, prefix });
    await this.start();
  }

  /** Returns the records of a folder's files, by their path below it. The stack is stopped meanwhile. */
  async records(folder: string): Promise<Map<string, Omit<FileRecord, 'key'>>> {
    const place = this.files.place(folder);
    await this.#end('SIGTERM');
    const records = readRecords(this.#directory, place);
    await this.start();
    return new Map(records.map(({ key, ...record }) => [key.slice(place.prefix.length), record]));
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await this.#program?.stop(signal);
    this.#program = undefined;
  }
}
