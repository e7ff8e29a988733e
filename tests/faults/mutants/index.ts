import type { EngineMutant } from './mutant.ts';

const refused = /The storage refused this file/;

/** Takes away each rule by which an upload or a download survives a fault. */
export const engineMutants: readonly EngineMutant[] = [
  // The longest cases come first.
  {
    name: 'giving an upload up frees nothing',
    file: 'parts/abandon-upload.ts',
    from: 'aborts <= mostAborts;',
    to: '!MUTANT && aborts <= mostAborts;',
    fault: 'abort with parts in flight',
    wrong: /waitForResponse/,
  },
  {
    name: 'a cut part is not sent again',
    file: 'requests/retry.ts',
    from: "if (status === 0) return again('request',",
    to: "if (status === 0) return MUTANT ? { kind: 'fail', reason: 'network' } : again('request',",
    // The fault is not 'resets', because Chromium repeats a request itself when a connection that it used before is
    // reset.
    fault: 'dead network while onLine is true',
    wrong: /The connection kept failing/,
  },
  {
    name: 'an expired URL is not signed again',
    file: 'requests/retry.ts',
    from: "return tries.signedAgain ? { kind: 'fail'",
    to: "return MUTANT || tries.signedAgain ? { kind: 'fail'",
    fault: 'expired URL',
    wrong: refused,
  },
  {
    name: 'a call that fails is the failure of its files',
    file: 'requests/put-signer.ts',
    from: 'for (const { reject } of files) reject(error as Error);',
    to: "for (const { reject } of files) reject(MUTANT ? new CallFailure('invalid-request', '') : (error as Error));",
    fault: 'a busy API is asked to sign many files',
    wrong: /uploaded, \d+ failed/,
  },
  {
    name: 'damaged bytes are not sent again',
    file: 'requests/retry.ts',
    from: "return again('request', 'read-again');",
    to: "return MUTANT ? { kind: 'fail', reason: 'refused' } : again('request', 'read-again');",
    fault: 'one byte flipped in a part',
    wrong: refused,
  },
  {
    name: 'a busy S3 is asked no more',
    file: 'requests/retry.ts',
    from: "return again('slower-host');",
    to: "return MUTANT ? { kind: 'fail', reason: 'refused' } : again('slower-host');",
    fault: 'SlowDown on half the parts',
    wrong: refused,
  },
  {
    name: 'a refusal is repeated in silence',
    file: 'requests/retry.ts',
    from: "  return { kind: 'fail', reason: 'refused' };",
    to: "  return MUTANT ? again('request') : { kind: 'fail', reason: 'refused' };",
    fault: 'disk full',
    wrong: /Verified/,
  },
  {
    name: 'an unclear answer to complete is a failure',
    file: 'parts/complete-upload.ts',
    from: 'api.completeUpload(request, terms.signal), terms, lostAnswer)',
    to: `api.completeUpload(request, terms.signal).catch((error: unknown) => {
      throw MUTANT ? new UploadFailure('network') : error;
    }), terms)`,
    fault: 'slow complete, answered with 504',
    wrong: /The connection kept failing/,
  },
  {
    name: 'a resumed upload sends what S3 has',
    file: 'parts/resume-compare.ts',
    from: 'if (ledger.checksum(partNumber) === crc64nvme) ',
    to: 'if (!MUTANT && ledger.checksum(partNumber) === crc64nvme) ',
    fault: 'reload',
    wrong: /sent again although acknowledged/,
  },
  {
    name: 'a resumed upload trusts the name of its file',
    file: 'parts/resume-compare.ts',
    from: 'await hashFrom(comparison, partNumber, terms);',
    to: 'if (!MUTANT) await hashFrom(comparison, partNumber, terms); else if (ledger.checksum(partNumber) === undefined) ledger.hashed(partNumber, crc64nvme);',
    fault: 'same name, size and date with other content',
    wrong: /Verified/,
  },
  {
    name: 'two tabs send one upload',
    file: 'parts/kept-upload.ts',
    from: '(await this.context.ports.locks.take(lockName(uploadId)));',
    to: '(await this.context.ports.locks.take(lockName(uploadId))) ?? (MUTANT ? () => Promise.resolve() : undefined);',
    fault: 'two tabs',
    wrong: /Verified/,
  },
  {
    name: 'an upload that S3 takes no more is completed for ever',
    file: 'parts/run-phase.ts',
    from: "return { setback: 'outdated' };",
    to: "return { setback: MUTANT ? 'name-free-again' : 'outdated' };",
    fault: 'name written and deleted while it is sent',
    wrong: /busy or down/,
  },
  {
    name: 'the parts that S3 takes no more are not freed',
    file: 'parts/kept-upload.ts',
    from: 'const { outdatedId } = record;',
    to: 'if (MUTANT) record.outdatedId = undefined;\n    const { outdatedId } = record;',
    fault: 'name written and deleted while it is sent',
    wrong: /1 open uploads/,
  },
  {
    name: 'a file that is gone is blamed on the network',
    file: 'requests/assert-readable.ts',
    from: 'await file.slice(0, 1)',
    to: 'if (!MUTANT) await file.slice(0, 1)',
    fault: 'file removed while it is sent',
    wrong: /Connection trouble|Waiting for the network/,
  },
  {
    name: 'what has arrived is not compared',
    file: '../download/service/checked-body.ts',
    from: 'checksum.value() !== crc64nvme);',
    to: '!MUTANT && checksum.value() !== crc64nvme);',
    fault: 'a folder on the disk and one byte flipped in each file',
    wrong: /toEqual/,
  },
];
