import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import * as v from 'valibot';

const text = v.optional(v.string());

/**
 * What is read of a data event of S3, which is recorded for each read and write of an object.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const record = v.object({
  eventTime: v.string(),
  eventName: v.string(),
  eventSource: v.string(),
  sourceIPAddress: text,
  requestID: text,
  errorCode: text,
  userIdentity: v.optional(v.object({ arn: text, type: text }), {}),
  requestParameters: v.nullish(v.object({ key: text })),
  additionalEventData: v.nullish(v.object({ AuthenticationMethod: text, bytesTransferredOut: v.optional(v.number()) })),
});
const logFile = v.object({ Records: v.array(record) });
const digestFile = v.object({ logFiles: v.array(v.unknown()) });

/** One read or write of an object. */
export interface Access {
  readonly at: string;
  /** The operation of S3, such as `GetObject`. */
  readonly operation: string;
  readonly key: string;
  /** The network address that S3 saw: of the browser, for a signed URL. */
  readonly address: string;
  /** Whose credentials signed the request; for a signed URL those of a function, or of a session for one person. */
  readonly identity: string;
  readonly isSignedUrl: boolean;
  readonly bytesSent: number;
  /** `ok`, or the error code of S3. */
  readonly outcome: string;
  readonly requestId: string;
}

/**
 * Reads the log files (`*.json.gz`) of CloudTrail in a folder and below it. Returns the accesses by time. Throws when a file cannot
 * be read whole: an answer that leaves a reader out is worse than none.
 */
export function accessesIn(folder: string): readonly Access[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.json.gz'));
  const records = names.flatMap((name) => recordsIn(folder, name));
  const ofS3 = records.filter(({ eventSource }) => eventSource === 's3.amazonaws.com');
  return ofS3.map(accessOf).toSorted((a, b) => a.at.localeCompare(b.at));
}

function recordsIn(folder: string, name: string): v.InferOutput<typeof logFile>['Records'] {
  try {
    const json: unknown = JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString());
    // The signed lists of hashes (CloudTrail-Digest) have no records.
    return v.is(digestFile, json) ? [] : v.parse(logFile, json).Records;
  } catch (error) {
    const reason = v.isValiError(error)
      ? `${error.message} at ${v.getDotPath(error.issues[0]) ?? 'its root'}`
      : String(error);
    throw new Error(`${name} is not as CloudTrail describes its records: ${reason}`, { cause: error });
  }
}

/** Returns the accesses of one file, or of everything below a key that ends with a slash. */
export function accessesOf(all: readonly Access[], key: string): readonly Access[] {
  return all.filter((it) => (key.endsWith('/') ? it.key.startsWith(key) : it.key === key));
}

function accessOf(it: v.InferOutput<typeof record>): Access {
  return {
    at: it.eventTime,
    operation: it.eventName,
    key: it.requestParameters?.key ?? '',
    address: it.sourceIPAddress ?? 'unknown',
    identity: it.userIdentity.arn ?? it.userIdentity.type ?? 'nobody',
    isSignedUrl: it.additionalEventData?.AuthenticationMethod === 'QueryString',
    bytesSent: it.additionalEventData?.bytesTransferredOut ?? 0,
    outcome: it.errorCode ?? 'ok',
    requestId: it.requestID ?? '',
  };
}

/** Describes an access in one line of columns that are divided by tabs. */
export function accessText(it: Access): string {
  const way = it.isSignedUrl ? 'signed URL' : 'credentials';
  return [it.at, it.operation, it.outcome, it.bytesSent, it.address, way, it.identity, it.key, it.requestId].join('\t');
}

export const accessHead = 'time\toperation\toutcome\tbytes\taddress\tby\tidentity\tkey\trequest id';
