const localHeaderBytes = 30;
/** Checksum and size of an entry stand behind its bytes; from 4 GiB on the size takes twice the room. */
const descriptorBytes = (sizeBytes: number): number => (sizeBytes >= 0xffffffff ? 24 : 16);
const utf8 = new TextEncoder();

/** Says at which byte of an archive of `client-zip` everything stands, and which entries were abandoned. */
export class ZipLayout {
  #dataAt = 0;
  #endAt = 0;
  #entryCount = 0;
  #isOver = false;
  readonly #abandoned = new Set<number>();
  readonly #abandonedDescriptors = new Set<number>();

  /** Number of entries, also of those that were abandoned. */
  get entryCount(): number {
    return this.#entryCount;
  }

  /** Where the central directory begins; nowhere while there may be more entries. */
  get directoryAt(): number {
    return this.#isOver ? this.#endAt : Number.POSITIVE_INFINITY;
  }

  /** Says that an entry of this name begins. */
  begin(name: string): void {
    this.#dataAt = this.#endAt + localHeaderBytes + utf8.encode(name).byteLength;
  }

  /** Says that the entry has so many bytes. One that is abandoned must not be found by a reader of the archive. */
  end(sizeBytes: number, isAbandoned: boolean): void {
    const descriptorAt = this.#dataAt + sizeBytes;
    if (isAbandoned) {
      this.#abandoned.add(this.#entryCount);
      this.#abandonedDescriptors.add(descriptorAt);
    }
    this.#entryCount += 1;
    this.#endAt = descriptorAt + descriptorBytes(sizeBytes);
  }

  /** Says that no more entries come. */
  finish(): void {
    this.#isOver = true;
  }

  /** Whether an entry was abandoned, by its number from 0. */
  isAbandoned(index: number): boolean {
    return this.#abandoned.has(index);
  }

  /** Whether the checksum of an abandoned entry stands behind this byte. */
  isAbandonedDescriptor(at: number): boolean {
    return this.#abandonedDescriptors.has(at);
  }
}
