import { BackOff } from './back-off.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { ListedParts } from './listed-parts.ts';
import type { TransferPorts, UploadRecords } from '../ports.ts';
import { Reachability } from './reachability.ts';
import type { UploadRecord } from '../upload-record.ts';

/** Two readings at a time: while one waits for the disk, the other computes. */
const hashAtOnce = 2;

/** What all uploads of a page share: the ports, the limits and waits for their requests, and what they know of S3. */
export class TransferContext {
  readonly ports: TransferPorts;
  readonly records: UploadRecords;
  readonly reachability = new Reachability();
  readonly apiBackOff: BackOff;
  readonly s3BackOff: BackOff;
  /** Limits the requests with bytes in flight, whole files and parts alike. */
  readonly sendLimit: ConcurrencyLimit;
  readonly hashLimit = new ConcurrencyLimit(hashAtOnce);
  readonly listed: ListedParts;
  /** Paths for which an upload in parts was requested, until what a lost answer may have left behind is freed. */
  readonly started: Pick<UploadRecord, 'userId' | 'path'>[] = [];

  constructor(ports: TransferPorts, sendAtOnce: number, extraAtOnce = 0) {
    this.ports = ports;
    this.records = ignoringFailures(ports.records);
    this.apiBackOff = new BackOff(ports.clock);
    this.s3BackOff = new BackOff(ports.clock);
    this.sendLimit = new ConcurrencyLimit(sendAtOnce, extraAtOnce);
    this.listed = new ListedParts(ports.clock.now);
  }
}

/** Records help, but sending does not need them: it goes on where the browser keeps none (private window, full disk). */
const ignoringFailures = (records: UploadRecords): UploadRecords => ({
  of: (userId) => records.of(userId).catch(() => []),
  save: (record) => records.save(record).catch(() => undefined),
  remove: (key) => records.remove(key).catch(() => undefined),
});
