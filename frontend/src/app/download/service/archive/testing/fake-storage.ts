import { startCrc64nvme } from '../../../../transfer/checksum/crc64nvme.ts';
import type { FoundPage } from '../../../../transfer/archive/found-page.ts';
import type { PageMessage, SignAnswer, Source, WorkerMessage } from '../../messages.ts';
import type { Listener } from '../../running.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What S3 does with one request for a file; `undefined` is the file. */
type Fault = (bytes: Bytes) => Response | Promise<Response>;

function crcOf(bytes: Bytes): string {
  const checksum = startCrc64nvme();
  checksum.update(bytes);
  return checksum.value();
}

/** A storage with a few files, which answers requests as S3 does, and the page that finds and signs them. */
export class FakeStorage implements Listener {
  readonly files = new Map<string, Bytes>();
  readonly messages: WorkerMessage[] = [];
  readonly requested: string[] = [];
  readonly signed: (readonly string[])[] = [];
  /** What happens to the next requests for a file, in their order. */
  readonly faults = new Map<string, Fault[]>();
  /** What is found, page by page; all files by default. */
  pages: readonly FoundPage[] | undefined;
  /** Answers of the page other than a URL. */
  readonly refusals = new Map<string, SignAnswer>();
  hear: (message: PageMessage) => void = () => undefined;
  /** Whether the storage has checksums of its files. */
  hasChecksums = true;
  /** Whether the page answers. */
  isThere = true;

  store(path: string, content: string | Bytes): void {
    this.files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  readonly fetch = (url: string, { headers }: RequestInit): Promise<Response> => {
    const path = decodeURIComponent(new URL(url).pathname.slice(1));
    this.requested.push(path);
    const bytes = this.files.get(path);
    if (!bytes) return Promise.resolve(new Response('<Error/>', { status: 404 }));
    const from = Number(/bytes=(\d+)-/.exec(new Headers(headers).get('range') ?? '')?.[1] ?? 0);
    const fault = this.faults.get(path)?.shift();
    return Promise.resolve(fault ? fault(bytes) : answerOf(bytes, from, bytes));
  };

  postMessage(message: WorkerMessage): void {
    this.messages.push(message);
    if (!this.isThere) return;
    if (message.kind === 'find') setTimeout(() => this.#find(message.id));
    if (message.kind === 'sign-many') setTimeout(() => this.#sign(message));
  }

  states = () => this.messages.flatMap((it) => (it.kind === 'state' ? [it.state] : []));

  #find(id: string): void {
    const files = [...this.files].map(([path, { byteLength }]) => ({
      path,
      sizeBytes: byteLength,
      modifiedAt: '2026-05-05T10:00:00.000Z',
    }));
    for (const page of this.pages ?? [{ base: '', files, emptyFolders: [], gone: [] }])
      this.hear({ kind: 'found', id, page });
    this.hear({ kind: 'all-found', id });
  }

  #sign({ id, request, paths }: Extract<WorkerMessage, { kind: 'sign-many' }>): void {
    this.signed.push(paths);
    this.hear({ kind: 'signed-many', id, request, answers: paths.map((path) => this.#signedOf(path)) });
  }

  #signedOf(path: string): SignAnswer {
    const bytes = this.files.get(path);
    const refusal = this.refusals.get(path);
    if (refusal !== undefined || !bytes) return refusal ?? 'not-found';
    const source: Source = {
      url: `https://s3/${encodeURIComponent(path)}`,
      sizeBytes: bytes.byteLength,
      etag: etagOf(bytes),
      crc64nvme: this.hasChecksums ? crcOf(bytes) : undefined,
    };
    return source;
  }
}

const etagOf = (bytes: Bytes): string => `"${crcOf(bytes)}"`;

/** Returns a file that is too large to be read as a whole before its first byte is written. */
export const large = (): Bytes => new Uint8Array(5 * 1024 ** 2).map((_, index) => index >> 7);

/** Returns a fault that happens so many times. */
export const times = (count: number, fault: Fault): Fault[] => Array.from({ length: count }, () => fault);

const pieceBytes = 1024 ** 2;

/** An answer with `sent` of the file, from a byte on. It breaks after it when that is not the rest of the file. */
export function answerOf(file: Bytes, from: number, sent: Bytes): Response {
  const pieces: Bytes[] = [];
  for (let at = from; at < sent.byteLength; at += pieceBytes) pieces.push(sent.slice(at, at + pieceBytes));
  const body = new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else if (sent.byteLength < file.byteLength) controller.error(new TypeError('network error'));
      else controller.close();
    },
  });
  const headers = { etag: etagOf(file), 'content-length': String(file.byteLength - from) };
  return new Response(body, { status: from === 0 ? 200 : 206, headers });
}

/** Returns the bytes with one bit changed. */
export function flipped(bytes: Bytes, at = 0): Bytes {
  const wrong = bytes.slice();
  wrong[at] = (wrong[at] ?? 0) ^ 1;
  return wrong;
}
