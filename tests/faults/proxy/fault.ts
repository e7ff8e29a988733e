/** The half of an exchange that a fault affects. */
export type Side = 'request' | 'answer';

/** How a connection ends: `rst` as by a router that forgot it, `fin` as by a server that closed it. */
export type Ending = 'rst' | 'fin';

/** An answer that the server did not give. With `cors` it has the headers that let a page read it. */
export interface CannedAnswer {
  readonly status: number;
  readonly cors: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * What happens to one exchange. Everything is decided by bytes and counts; only `limit` and `delay`, which make a slow
 * line, depend on time.
 */
export type Fault =
  /** The connection ends before the server has received the request. */
  | { readonly kind: 'refuse'; readonly by: Ending }
  /**
   * The connection ends after so many bytes of the body, on both sides. The answer's head goes before its body. With
   * `after` the end waits for the promise: a reset throws away what the client has received and not yet read.
   */
  | {
      readonly kind: 'cut';
      readonly side: Side;
      readonly afterBytes: number;
      readonly by: Ending;
      readonly after?: Promise<unknown> | undefined;
    }
  /** The server acts and answers, but no byte of the answer arrives. */
  | { readonly kind: 'lose-answer'; readonly by: Ending }
  /** So many bytes of the body pass, then nothing moves until the client gives up. */
  | { readonly kind: 'hang'; readonly afterBytes: number }
  /** The server never receives the request. With `after` the answer waits for the promise. */
  | { readonly kind: 'answer'; readonly with: CannedAnswer; readonly after?: Promise<unknown> }
  /** The server acts, and its answer is replaced. */
  | { readonly kind: 'replace-answer'; readonly with: CannedAnswer }
  /** The server acts, and its answer names another CRC64NVME, in a header or in XML. */
  | { readonly kind: 'wrong-checksum' }
  /** The server acts, and its answer waits until the test releases it. */
  | { readonly kind: 'hold-answer'; readonly until: Promise<void> }
  /** One bit of this byte of the body is flipped. */
  | { readonly kind: 'flip'; readonly side: Side; readonly atByte: number }
  /** So many bytes pass in a second. With `until` the rest passes at full speed when the promise has resolved. */
  | {
      readonly kind: 'limit';
      readonly side: Side;
      readonly bytesPerSecond: number;
      readonly until?: Promise<unknown> | undefined;
    }
  | { readonly kind: 'delay'; readonly ms: number };

/** Answers as S3 and API Gateway give them. */
export const canned = {
  s3Error: (status: number, code: string, { cors = true } = {}): CannedAnswer => ({
    status,
    cors,
    headers: { 'Content-Type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  }),
  gateway: (status: number, message: string, headers: Readonly<Record<string, string>> = {}): CannedAnswer => ({
    status,
    cors: true,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ message }),
  }),
} as const;
