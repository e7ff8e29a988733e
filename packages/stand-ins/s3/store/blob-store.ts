import { randomBytes } from 'node:crypto';
import { open, readdir, rename, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that is still being written; nobody can read it before `publish`. */
export interface IncomingBlob {
  readonly name: string;
  readonly file: FileHandle;
  /** Makes the file readable under its name, completely and in one step. Closes the file. */
  publish(): Promise<void>;
  /** Closes and removes the file, published or not. */
  discard(): Promise<void>;
}

/**
 * Stores bodies in files whose names say nothing about the key. A name begins with the run that made it, so that a
 * later run can recognise what an earlier one left behind without touching what is being written now.
 */
export class BlobStore {
  readonly #blobs: string;
  readonly #incoming: string;
  readonly #run = randomBytes(8).toString('hex');
  #count = 0;

  constructor(blobDirectory: string, incomingDirectory: string) {
    this.#blobs = blobDirectory;
    this.#incoming = incomingDirectory;
  }

  async create(): Promise<IncomingBlob> {
    this.#count += 1;
    const name = `${this.#run}-${this.#count}`;
    const incoming = join(this.#incoming, name);
    const file = await open(incoming, 'wx', 0o600);
    let published = false;
    return {
      name,
      file,
      publish: async () => {
        await file.close();
        await rename(incoming, join(this.#blobs, name));
        published = true;
      },
      discard: async () => {
        await file.close();
        await unlink(published ? join(this.#blobs, name) : incoming);
      },
    };
  }

  /** Opens a blob. The opened file stays readable when its blob is removed meanwhile. */
  open(name: string): Promise<FileHandle> {
    return open(join(this.#blobs, name), 'r');
  }

  /** Removes files that nothing refers to any more. A file that is already gone is no error. */
  async remove(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => unlink(join(this.#blobs, name)).catch(ignoreMissing)));
  }

  /** Removes files that a killed run published without a record of them. */
  async sweep(isReferenced: (name: string) => boolean): Promise<void> {
    const names = await readdir(this.#blobs);
    await this.remove(names.filter((name) => !name.startsWith(`${this.#run}-`) && !isReferenced(name)));
  }
}

function ignoreMissing(error: unknown): void {
  const code: unknown = typeof error === 'object' && error !== null && Reflect.get(error, 'code');
  if (code !== 'ENOENT') throw error;
}
