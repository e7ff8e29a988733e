import { mutantsOf, type Mutant } from './mutant.ts';

const s3 = 'backend/src/s3';

const requests = 'frontend/src/app/transfer/requests';
const dualStack = `${requests}/dual-stack`;
const olderBackEnd = 'signs for the usual endpoint what an older back end refuses to sign for the other$';

/** Mutants of the rules for what a signed URL allows, and for how long. */
export const signatureMutants: readonly Mutant[] = [
  ...mutantsOf(`${s3}/signed-url.ts`, `${s3}/s3-put-signer.spec.ts`, [
    ['a URL outlives its credentials', 'Math.min(seconds, endSeconds - startSeconds)', 'seconds'],
    ['dead credentials sign', 'if (expiresIn < 1) throw', 'if (expiresIn < -1e9) throw'],
    ['a URL lives for an hour', 'const lifeSeconds = 300;', 'const lifeSeconds = 3600;'],
    ['a part lives for a day', 'const partLifeSeconds = 900;', 'const partLifeSeconds = 86_400;'],
  ]),
  ...mutantsOf(`${s3}/query-signer.ts`, `${s3}/s3-put-signer.spec.ts`, [
    ['headers are not signed', '{ ...headers, host }', '{ host }'],
    ['the query is not signed', '${ownQuery(query)}`', '`'],
    ['the key of a day is kept for ever', ' && this.#day === day', ''],
  ]),
  ...mutantsOf(`${s3}/s3-get-signer.ts`, `${s3}/s3-get-signer.spec.ts`, [
    ['a stored encoding is answered', `'response-content-encoding': answer.contentEncoding,`, ''],
    ['a stored language is answered', `'response-content-language': answer.contentLanguage,`, ''],
    ['a stored expiry is answered', `'response-expires': answer.expires,`, ''],
  ]),
  ...mutantsOf(`${s3}/s3-put-signer.ts`, `${s3}/s3-put-signer.spec.ts`, [
    [
      'a URL of one endpoint is signed for the other',
      'host: base.host,',
      'host: this.#base.host,',
      'is of the dual-stack endpoint when it is asked for there, and its signature of no other host$',
    ],
    ['the length is free', `{ ...headers, 'content-length': String(sizeBytes) }`, '{ ...headers }'],
    ['the content of a file is free', `'x-amz-checksum-crc64nvme': crc64nvme,\n      ...(`, '...('],
    ['the content of a part is free', `{ 'x-amz-checksum-crc64nvme': crc64nvme };`, '{};'],
    ['a part is of any upload', '{ partNumber: String(partNumber), uploadId }', '{ partNumber: String(partNumber) }'],
    ['a file is overwritten blindly', `{ 'if-none-match': '*' }`, '{}'],
    ['a replacement replaces anything', `{ 'if-match': condition.etag }`, '{}'],
  ]),
  ...mutantsOf(`${dualStack}.ts`, `${dualStack}.spec.ts`, [
    [
      'an endpoint that failed is used on',
      'this.#losses += 1;',
      'this.#losses += 0;',
      'is left alone after three failures$|signs nothing for it but one file that tries again$',
    ],
    [
      'an endpoint is used before it has answered',
      ` && this.#state !== 'trying'`,
      '',
      'lets one file try before others follow$',
    ],
  ]),
  ...mutantsOf(`${requests}/put-signer.ts`, `${requests}/put-signer.spec.ts`, [
    [
      'an older back end fails a file',
      `else if (dualStack && answer.field === 'endpoint') this.#askForUsual(asked);`,
      '',
      olderBackEnd,
    ],
    ['an older back end is asked on and on', 'this.#dualStack.giveUp();', '', olderBackEnd],
    [
      'a file at fault is asked for twice',
      ` && answer.field === 'endpoint'`,
      '',
      'leaves a file refused that is at fault itself, whatever endpoint it is for$',
    ],
  ]),
  ...mutantsOf(`${s3}/session-policy.ts`, `${s3}/session-policy.spec.ts`, [
    ['a session reaches everybody’s files', 'users/${callerId}/*', 'users/*'],
    ['a session for parts reads too', `'put-part': { s3: ['s3:PutObject']`, `'put-part': { s3: ['s3:*Object']`],
  ]),
  ...mutantsOf(`${s3}/caller-sessions.ts`, `${s3}/caller-sessions.spec.ts`, [
    [
      'a caller gets another’s session',
      'const known = this.#sessions.get(caller.id)',
      'const [known] = this.#sessions.values()',
      'never gives one caller what is another’s$',
    ],
    ['a session signs to its end and beyond', ' && this.#now() < known.renewAt', ''],
    ['and so it does while STS is down', ' && this.#now() < before.goodUntil', ''],
    ['a session that failed is kept', 'else if (isKept) this.#sessions.delete(caller.id);', ''],
  ]),
  ...mutantsOf(`${s3}/url-encoding.ts`, `${s3}/s3-get-signer.spec.ts`, [
    ['some characters stay as they are', `/[!'()*]/g`, `/[!]/g`],
  ]),
  ...mutantsOf(`${s3}/s3-file-store.ts`, `${s3}/s3-file-store.spec.ts`, [
    [
      'a forbidden file is told from a missing one',
      'mayBeRefused && (await currentEtag(this, key)) !== undefined',
      'false as boolean',
    ],
  ]),
  ...mutantsOf(`${s3}/s3-file-store.ts`, `${s3}/s3-file-store-listing.spec.ts`, [
    [
      'a list that breaks off is the whole list',
      `if (!required(IsTruncated, 'IsTruncated')) return { prefixes, files };`,
      `if (IsTruncated !== true || NextContinuationToken === undefined) return { prefixes, files };`,
      '^listing fails when S3 answers without (?:IsTruncated|NextContinuationToken)',
    ],
  ]),
  ...mutantsOf(`${s3}/required.ts`, `${s3}/s3-upload-store.spec.ts`, [
    [
      'what S3 leaves out is nothing',
      `if (value === undefined || value === '') throw malformed(property);`,
      '',
      'fails without|fails when S3 answers without (?:IsTruncated|ETag)',
    ],
    [
      'a size that S3 leaves out is any',
      '!Number.isSafeInteger(value) || value < 0) throw malformed(property);',
      '!Number.isSafeInteger(value) || value < 0) return 0;',
    ],
  ]),
];
