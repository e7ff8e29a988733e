import { mutantsOf, type Mutant } from './mutant.ts';

const holder = 'tests/attack/url-holder.spec.ts';
const s3 = 'packages/stand-ins/s3';

/** Mutants of S3 and of the signer, each of which makes what the page of security says of a URL's holder untrue. */
export const urlHolderMutants: readonly Mutant[] = [
  ...mutantsOf(`${s3}/body/receive-body.ts`, holder, [
    [
      'S3 compares no checksum',
      'verify(declared, digests, expected);',
      '',
      'stores other bytes (?:of the same length|as a part)',
    ],
  ]),
  ...mutantsOf(`${s3}/preconditions.ts`, holder, [
    [
      'S3 takes no replacement',
      'if (!matchesETag(condition.etag, current.etag)) throw failed(name);',
      'throw failed(name);',
      'replaces a file by',
    ],
    [
      'S3 takes what is deleted for a file',
      `if (current?.kind === 'object') throw failed(name);`,
      'if (current) throw failed(name);',
      'creates a file again after somebody deleted it$',
    ],
  ]),
  ...mutantsOf(`${s3}/lifecycle.ts`, `${s3}/lifecycle.spec.ts`, [
    [
      'S3 keeps no number of versions',
      'noncurrent > rule.keptNoncurrent &&',
      '',
      'keep so many replaced versions, and the last version of a deleted file$',
    ],
  ]),
  ...mutantsOf('backend/src/s3/s3-get-signer.ts', holder, [
    [
      'a download has the encoding that was stored',
      `'response-content-encoding': answer.contentEncoding,`,
      '',
      'decides no header of the download$',
    ],
  ]),
];
