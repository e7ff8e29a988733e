import { BackOff } from './back-off.ts';
import { Lane } from './lane.ts';
import { ListedParts } from './listed-parts.ts';
import type { TransferPorts, UploadRecords } from '../ports.ts';
import { Reach } from './reach.ts';
import type { UploadRecord } from '../upload-record.ts';

/** Two at a time: while one waits for the disk, the other computes. */
const hashAtOnce = 2;

/** What all uploads of a page share on their way out. */
export class Traffic {
  readonly ports: TransferPorts;
  readonly records: UploadRecords;
  readonly reach = new Reach();
  readonly apiBackOff: BackOff;
  readonly s3BackOff: BackOff;
  /** Requests with bytes, whole files and parts alike. */
  readonly send: Lane;
  readonly hash = new Lane(hashAtOnce);
  readonly listed: ListedParts;
  /** Uploads in parts that were asked for, until what a lost answer may have left of them is freed. */
  readonly started: Pick<UploadRecord, 'userId' | 'path'>[] = [];

  constructor(ports: TransferPorts, sendAtOnce: number, spareAtOnce = 0) {
    this.ports = ports;
    this.records = forgiving(ports.records);
    this.apiBackOff = new BackOff(ports.clock);
    this.s3BackOff = new BackOff(ports.clock);
    this.send = new Lane(sendAtOnce, spareAtOnce);
    this.listed = new ListedParts(ports.clock.now);
  }
}

/** Records are a help, not a condition: where the browser keeps none (private window, full disk), sending goes on. */
const forgiving = (records: UploadRecords): UploadRecords => ({
  of: (userId) => records.of(userId).catch(() => []),
  save: (record) => records.save(record).catch(() => undefined),
  remove: (key) => records.remove(key).catch(() => undefined),
});
