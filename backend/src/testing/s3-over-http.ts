import { Readable } from 'node:stream';

import { S3Client } from '@aws-sdk/client-s3';
import { HttpResponse } from '@smithy/protocol-http';
import type { HttpRequest } from '@smithy/protocol-http';

/** A client whose requests reach no network: a test says what comes back, and sees what was sent. The SDK is the real one. */
export class S3OverHttp {
  readonly client: S3Client;
  /** The requests, and the options of each. */
  readonly sent: HttpRequest[] = [];
  readonly options: (object | undefined)[] = [];
  readonly #answers: (HttpResponse | Error)[] = [];

  constructor() {
    this.client = new S3Client({
      region: 'eu-central-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      maxAttempts: 1,
      requestHandler: {
        handle: (request: HttpRequest, options?: object) => {
          this.sent.push(request);
          this.options.push(options);
          const answer = this.#answers.shift() ?? new Error('The test says no further answer.');
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ response: answer });
        },
      },
    });
  }

  /** Lets S3 answer the next request with this body. */
  says(statusCode: number, body: string | Buffer, headers: Record<string, string> = {}): void {
    const all = { 'content-type': 'application/xml', ...headers };
    this.#answers.push(new HttpResponse({ statusCode, headers: all, body: Readable.from([Buffer.from(body)]) }));
  }

  /** Lets S3 refuse the next request with this error code. */
  refuses(statusCode: number, code: string): void {
    this.says(statusCode, refusal(code));
  }

  /** Lets the next request fail on its way. */
  fails(error: Error): void {
    this.#answers.push(error);
  }

  get lastHeaders() {
    return this.sent.at(-1)?.headers;
  }

  /** The body of the last request, as text. */
  get lastBody(): string {
    const body = (this.sent.at(-1)?.body ?? '') as string | Uint8Array;
    return typeof body === 'string' ? body : new TextDecoder().decode(body);
  }

  get lastQuery() {
    return this.sent.at(-1)?.query;
  }

  reset(): void {
    this.#answers.length = 0;
    this.sent.length = 0;
    this.options.length = 0;
  }
}

function refusal(code: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>SDK text</Message></Error>`;
}
