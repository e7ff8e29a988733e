const marks = new WeakMap<Blob, string>();

/**
 * A file of any size whose bytes exist only as a name: `content` and the range. Uploads of many parts run within
 * moments, and two files, or two versions of one file, differ exactly where a test says so.
 */
export class SymbolicFile {
  content: string;
  readable = true;
  /** Content of the slices that differ from `content`, by the position of their first byte. */
  readonly changed = new Map<number, string>();
  readonly file: File;

  constructor(size: number, content = 'one', name = 'big.bin') {
    this.content = content;
    const slice = (start = 0, end = size) => this.#slice(Math.min(start, size), Math.min(end, size));
    this.file = Object.defineProperties(new File([], name, { lastModified: 1 }), {
      size: { value: size },
      slice: { value: slice },
    });
    marks.set(this.file, `${content}:0-${size}`);
  }

  #slice(start: number, end: number): Blob {
    const read = () =>
      this.readable ? Promise.resolve(new ArrayBuffer(0)) : Promise.reject(new Error('The file was moved.'));
    const inside = (from = 0, to = end - start) => this.#slice(start + from, Math.min(start + to, end));
    const slice = Object.defineProperties(new Blob([]), {
      size: { value: end - start },
      arrayBuffer: { value: read },
      slice: { value: inside },
    });
    marks.set(slice, `${this.changed.get(start) ?? this.content}:${start}-${end}`);
    return slice;
  }
}

/** Returns a value that stands for the CRC64NVME of a symbolic file or slice. */
export function symbolicChecksum(body: Blob): string {
  let hash = 0xcbf29ce484222325n;
  for (const char of marks.get(body) ?? '') {
    hash = BigInt.asUintN(64, (hash ^ BigInt(char.charCodeAt(0))) * 0x100000001b3n);
  }
  return Buffer.from(hash.toString(16).padStart(16, '0'), 'hex').toString('base64');
}
