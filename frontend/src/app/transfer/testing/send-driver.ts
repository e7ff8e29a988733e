import type { PresignPutRequest } from '@airlock/contract';

import { ApiCalls } from '../requests/api-calls.ts';
import { TransferContext } from '../requests/transfer-context.ts';
import type { SendResult, UploadState } from '../upload-state.ts';
import { sendFile } from '../whole/send-file.ts';
import { FakePorts, signedPut } from './fake-ports.ts';

/** CRC64NVME of the file that is sent. */
export const crc64nvme = 'rosUhgp5mYg=';
export const etag = '"0123456789abcdef0123456789abcdef"';
/** The same file as it is stored, and another one. */
export const ours = { sizeBytes: 9, etag, crc64nvme };
export const theirs = { sizeBytes: 7, etag, crc64nvme: 'AAAAAAAAAAA=' };

/** A file that is sent whole, by ports that the test answers by hand. */
export class SendDriver {
  readonly ports = new FakePorts();
  readonly states: UploadState[] = [];
  readonly stop = new AbortController();

  send(change: Partial<PresignPutRequest> = {}, file = new Blob(['123456789'])): Promise<SendResult> {
    const request = { path: 'one.txt', sizeBytes: file.size, contentType: 'text/plain', crc64nvme, ...change };
    const context = new TransferContext(this.ports, { sendAtOnce: 4, hashAhead: 4 });
    const calls = new ApiCalls(context, 'anna');
    const report = (state: UploadState) => void this.states.push(state);
    return sendFile({ context, calls, file, request, signal: this.stop.signal, report });
  }

  async signAndPut(status: number, code?: string): Promise<void> {
    (await this.ports.next('presignPut')).answer(signedPut);
    (await this.ports.next('put')).answer({ status, ...(code !== undefined && { code }) });
  }
}
