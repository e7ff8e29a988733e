import type { ChosenFolder } from '../choose-folder.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Entry = MemoryFolder | Bytes;

const refused = (name: string) => new DOMException('Refused.', name);

/** A folder on a disk that is in memory, with what a download needs of the File System Access API. */
export class MemoryFolder {
  readonly entries = new Map<string, Entry>();
  /** Throws what the disk refuses when `name` is made, written or closed. */
  check: (act: 'make' | 'write' | 'close', name: string) => void = () => undefined;

  get handle(): ChosenFolder {
    return this as unknown as ChosenFolder;
  }

  store(path: string, content: string): void {
    const [name = '', ...rest] = path.split('/');
    if (rest.length === 0) this.entries.set(name, new TextEncoder().encode(content));
    else this.#folder(name).store(rest.join('/'), content);
  }

  /** Returns the text of each file below the folder, by its path. A folder with nothing in it has none. */
  texts(): Record<string, string | undefined> {
    const all: Record<string, string | undefined> = {};
    for (const [name, entry] of this.entries) {
      if (entry instanceof MemoryFolder) {
        const below = Object.entries(entry.texts());
        if (below.length === 0) all[`${name}/`] = undefined;
        for (const [path, text] of below) all[`${name}/${path}`] = text;
      } else {
        all[name] = new TextDecoder('utf-8', { ignoreBOM: true }).decode(entry);
      }
    }
    return all;
  }

  async getDirectoryHandle(name: string): Promise<MemoryFolder> {
    await Promise.resolve();
    if (this.entries.has(name) && !(this.entries.get(name) instanceof MemoryFolder)) throw refused('TypeMismatchError');
    if (!this.entries.has(name)) this.check('make', name);
    return this.#folder(name);
  }

  async getFileHandle(name: string, { create = false } = {}) {
    await Promise.resolve();
    if (this.entries.get(name) instanceof MemoryFolder) throw refused('TypeMismatchError');
    if (!this.entries.has(name) && !create) throw refused('NotFoundError');
    if (create) this.check('make', name);
    if (create && !this.entries.has(name)) this.entries.set(name, new Uint8Array());
    const getFile = () => Promise.resolve(new File([this.entries.get(name) as Bytes], name));
    return { getFile, createWritable: () => Promise.resolve(this.#writable(name)) };
  }

  removeEntry(name: string): Promise<void> {
    this.entries.delete(name);
    return Promise.resolve();
  }

  #folder(name: string): MemoryFolder {
    const known = this.entries.get(name);
    if (known instanceof MemoryFolder) return known;
    const made = new MemoryFolder();
    made.check = (act, below) => this.check(act, below);
    this.entries.set(name, made);
    return made;
  }

  /** What is written is in the file when it is closed, and not before. */
  #writable(name: string) {
    let written: Bytes[] = [];
    return {
      write: async (bytes: Bytes) => {
        await Promise.resolve();
        this.check('write', name);
        written.push(bytes.slice());
      },
      close: async () => {
        this.check('close', name);
        this.entries.set(name, new Uint8Array(await new Blob(written).arrayBuffer()));
      },
      abort: async () => {
        await Promise.resolve();
        written = [];
      },
    };
  }
}
