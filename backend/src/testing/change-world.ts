import type { Caller } from '../caller.ts';
import { continueChange } from '../changes/run-change.ts';
import type { ChangeAction } from '../changes/change-action.ts';
import { MemoryChangeStore } from './memory-change-store.ts';
import { MemoryChangeWorkflow } from './memory-change-workflow.ts';
import { MemoryCopyStore } from './memory-copy-store.ts';
import { MemoryFileStore } from './memory-file-store.ts';

/** Everything that a rule of changes is given, in memory, for two callers. */
export class ChangeWorld {
  readonly caller: Caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
  readonly stranger: Caller = { id: '1a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
  readonly files = new MemoryFileStore();
  readonly versions = this.files;
  readonly copies = new MemoryCopyStore(this.files);
  readonly changes = new MemoryChangeStore();
  readonly workflow = new MemoryChangeWorkflow();
  /** A clock that a wait puts forward. The store of files shares it. */
  readonly clock = {
    now: (): Date => this.files.now,
    waitUntil: (time: Date): Promise<void> => {
      if (time > this.files.now) this.files.now = time;
      return Promise.resolve();
    },
  };

  /** Puts the clock forward. */
  pass(milliseconds: number): void {
    this.files.now = new Date(this.files.now.getTime() + milliseconds);
  }

  /** Stores files of the caller, each with an ETag of its own, and returns their ETags by path. */
  put(...paths: readonly string[]): Readonly<Record<string, string>> {
    const etags = paths.map((path) => [path, this.putVersion(path)] as const);
    return Object.fromEntries(etags);
  }

  /** Stores a new version of a file of the caller and returns its ETag. */
  putVersion(path: string): string {
    this.#stored += 1;
    const etag = `"${this.#stored.toString(16).padStart(32, '0')}"`;
    const crc64nvme = Buffer.from(this.#stored.toString(16).padStart(16, '0'), 'hex').toString('base64');
    this.files.put(this.keyOf(path), { etag, sizeBytes: this.#stored, crc64nvme });
    return etag;
  }

  keyOf(path: string): string {
    return `users/${this.caller.id}/${path}`;
  }

  /** Paths of the caller's files that are there. */
  get paths(): readonly string[] {
    return this.files.keys.map((key) => key.slice(this.keyOf('').length));
  }

  /** Does what the workflow does: calls until the change has ended. */
  async finish(action: ChangeAction, changeId: string): Promise<void> {
    for (let call = 0; call < 100; call += 1) {
      if (await continueChange(this, action, this.caller, changeId)) return;
    }
    throw new Error('The change does not end.');
  }

  #stored = 0;
}
