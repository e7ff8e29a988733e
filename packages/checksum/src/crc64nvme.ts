import { crc64nvmeWasm } from './crc64nvme-wasm.ts';

/** The exports of `crc64nvme.wat`. */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  lookUp(crc: bigint, at: number, end: number): bigint;
  begin(): void;
  fold(length: number): void;
  finish(): bigint;
}

/** The address in the kernel's memory where the next bytes to hash are written. */
const inputAt = 160_448;
const inputBytes = 512 * 1024;

/** Kernels of finished checksums, which serve the next ones. A kernel holds 704 KiB. */
const idle: Kernel[] = [];
const mostIdle = 4;

/**
 * The part of WebAssembly that is needed. TypeScript describes it only in its libraries for browsers, and this runs in
 * Node.js too.
 */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const { Module, Instance } = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyApi;
let compiled: object | undefined;

function kernel(): Kernel {
  compiled ??= new Module(Uint8Array.from(atob(crc64nvmeWasm), (char) => char.charCodeAt(0)));
  return idle.pop() ?? (new Instance(compiled).exports as Kernel);
}

/**
 * Computes the CRC64NVME of bytes that come piece by piece, several times faster than a table. Short messages cost no
 * more than their own bytes.
 */
export class Crc64nvme {
  readonly #kernel = kernel();
  readonly #input = new Uint8Array(this.#kernel.memory.buffer, inputAt, inputBytes);
  #filled = 0;
  #folded = false;

  /** Copies the bytes and hashes them. Views of shared memory are allowed. */
  update(bytes: Uint8Array): void {
    for (let taken = 0; taken < bytes.length;) {
      if (this.#filled === inputBytes) this.#fold();
      const piece = bytes.subarray(taken, taken + inputBytes - this.#filled);
      this.#input.set(piece, this.#filled);
      this.#filled += piece.length;
      taken += piece.length;
    }
  }

  /**
   * Returns the 8 bytes of the checksum, big-endian, as S3 writes them before base64. It can be called once, because it
   * ends this checksum.
   */
  digest(): Uint8Array<ArrayBuffer> {
    const digest = new Uint8Array(8);
    new DataView(digest.buffer).setBigUint64(0, ~this.#crc());
    if (idle.length < mostIdle) idle.push(this.#kernel);
    return digest;
  }

  #crc(): bigint {
    if (!this.#folded) return this.#kernel.lookUp(-1n, inputAt, inputAt + this.#filled);
    this.#fold();
    return this.#kernel.finish();
  }

  #fold(): void {
    if (!this.#folded) this.#kernel.begin();
    this.#folded = true;
    this.#kernel.fold(this.#filled);
    this.#filled = 0;
  }
}
