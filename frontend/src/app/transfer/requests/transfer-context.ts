import { BackOff } from './back-off.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { DualStack } from './dual-stack.ts';
import { ListedParts } from './listed-parts.ts';
import { PutSigner } from './put-signer.ts';
import type { BatchRecords, TransferPorts, UploadRecords } from '../ports.ts';
import { Reachability } from './reachability.ts';
import type { UploadRecord } from '../upload-record.ts';

/** Number of files that are hashed at the same time: while one waits for the disk, the other uses the processor. */
const hashAtOnce = 2;

export interface TransferLimits {
  /** Number of requests with bytes in flight at the same time, over all files. */
  readonly sendAtOnce: number;
  /** Number of additional requests in flight while a request takes less than two seconds. */
  readonly extraAtOnce?: number;
  /**
   * Number of small files that are prepared before their turn while the speed is not known, so that sending never waits
   * for hashing or signing. More are prepared on a fast connection.
   */
  readonly hashAhead: number;
}

/**
 * What all uploads of a page share: the ports, the limits and waiting times of their requests, and what is known about
 * S3.
 */
export class TransferContext {
  readonly ports: TransferPorts;
  readonly records: UploadRecords;
  readonly batches: BatchRecords;
  readonly unwritten = new Set<() => void>();
  readonly reachability = new Reachability();
  readonly apiBackOff: BackOff;
  readonly s3BackOff: BackOff;
  /** Limits the requests with bytes in flight, for whole files and parts together. */
  readonly sendLimit: ConcurrencyLimit;
  /** Limits the whole files that wait for a place among them, so that the parts of large files get fair turns. */
  readonly wholeLimit: ConcurrencyLimit;
  readonly dualStack: DualStack;
  readonly putSigner: PutSigner;
  /** Limits the questions about what is stored, of which a whole folder may have one for each file. */
  readonly questionLimit: ConcurrencyLimit;
  readonly hashLimit = new ConcurrencyLimit(hashAtOnce);
  readonly listed: ListedParts;
  /**
   * Paths for which an upload in parts was started. They are kept until orphaned uploads, which a lost answer may have
   * left behind, are freed.
   */
  readonly started: Pick<UploadRecord, 'userId' | 'path'>[] = [];

  constructor(ports: TransferPorts, { sendAtOnce, extraAtOnce = 0, hashAhead }: TransferLimits) {
    this.ports = ports;
    this.records = ignoringFailures(ports.records);
    this.batches = ignoringBatchFailures(ports.batches);
    this.apiBackOff = new BackOff(ports.clock);
    this.s3BackOff = new BackOff(ports.clock);
    this.sendLimit = new ConcurrencyLimit(sendAtOnce, extraAtOnce);
    this.wholeLimit = new ConcurrencyLimit(sendAtOnce + extraAtOnce);
    this.questionLimit = new ConcurrencyLimit(sendAtOnce + hashAhead);
    this.dualStack = new DualStack(ports.clock, ports.hasDualStack ? sendAtOnce + extraAtOnce : 0);
    this.putSigner = new PutSigner(ports, this.dualStack, sendAtOnce, hashAhead);
    this.listed = new ListedParts(ports.clock.now);
  }
}

/**
 * Returns records that never reject. Sending does not need records, and goes on where the browser keeps none, in a
 * private window or with a full disk.
 */
const ignoringFailures = (records: UploadRecords): UploadRecords => ({
  of: (userId) => records.of(userId).catch(() => []),
  save: (record) => records.save(record).catch(() => undefined),
  remove: (key) => records.remove(key).catch(() => undefined),
});

/** Returns batch records that never reject, for the same reason, except where a batch writes again what was not taken. */
const ignoringBatchFailures = (batches: BatchRecords): BatchRecords => ({
  pauseMs: batches.pauseMs,
  of: (userId) => batches.of(userId).catch(() => []),
  filesOf: (id) => batches.filesOf(id).catch(() => []),
  save: (record, files) => batches.save(record, files),
  remove: (id) => batches.remove(id).catch(() => undefined),
  keepHandles: (id, handles) => batches.keepHandles(id, handles),
  handlesOf: (id) => batches.handlesOf(id).catch(() => []),
});
