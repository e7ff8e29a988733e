import type { Unfinished } from '../upload-record.ts';
import { UploadQueue, type NewUpload, type Upload } from '../queue/upload-queue.ts';
import type { TransferLimits } from '../requests/transfer-context.ts';
import type { UploadState } from '../upload-state.ts';
import type { FakeStore } from './fake-store.ts';

/** One visit of the page: a queue on ports that other tabs may share, and the states that it has reported. */
export class Tab {
  readonly states: UploadState[] = [];
  readonly queue: UploadQueue;
  readonly #latest = new Map<number, Upload>();
  #told: (() => void)[] = [];
  #last = 0;

  constructor(store: FakeStore, options: Partial<TransferLimits> = {}) {
    const all = { sendAtOnce: 4, hashAhead: 4, ...options };
    this.queue = new UploadQueue(store.visit(), (upload) => this.#follow(upload), all);
  }

  add(file: File, path = 'big.bin'): number {
    return this.begin({ path, file, contentType: 'a/b' });
  }

  begin(upload: NewUpload): number {
    return this.#begun(this.queue.add([upload])[0]!);
  }

  resume(unfinished: Unfinished, file: File): number {
    return this.#begun(this.queue.resumeUnfinished(unfinished, file));
  }

  /** Pauses the file that was added last. */
  pause(): void {
    this.queue.pause(this.#last);
  }

  goOn(): void {
    this.queue.resume(this.#last);
  }

  unfinished(): Promise<Unfinished[]> {
    return this.queue.unfinished(new AbortController().signal);
  }

  state(id = this.#last): UploadState {
    return this.#latest.get(id)!.state;
  }

  /** Kinds of the reported states in order; a kind that is reported several times in a row is there once. */
  get kinds(): UploadState['kind'][] {
    return this.states.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1]);
  }

  async until(...kinds: UploadState['kind'][]): Promise<UploadState> {
    while (!kinds.includes(this.state().kind)) await new Promise<void>((resolve) => this.#told.push(resolve));
    return this.state();
  }

  untilEnd(): Promise<UploadState> {
    return this.until('done', 'failed', 'conflict', 'skipped', 'cancelled');
  }

  #begun(upload: Upload): number {
    this.#last = upload.id;
    this.#latest.set(upload.id, upload);
    return upload.id;
  }

  #follow(upload: Upload): void {
    this.states.push(upload.state);
    this.#latest.set(upload.id, upload);
    const told = this.#told;
    this.#told = [];
    for (const tell of told) tell();
  }
}
