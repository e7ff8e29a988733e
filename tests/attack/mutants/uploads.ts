import { mutantsOf, type Mutant } from './mutant.ts';

const uploads = 'backend/src/uploads';

/** Mutants of the rules for which upload becomes a file, and from which parts. */
export const uploadMutants: readonly Mutant[] = [
  ...mutantsOf(`${uploads}/plan-problem.ts`, `${uploads}/complete-upload.spec.ts`, [
    [
      'a part may be missing',
      'if (part === undefined) return',
      'if (part === undefined) continue; else if (partNumber < 0) return',
      'names the first part that is missing$',
    ],
    [
      'a part may have another size',
      'if (part.sizeBytes !== wanted) return',
      'if (wanted < 0) return',
      'names a part that has another size than planned$|refuses a size that is not the sum of the parts$',
    ],
    [
      'there may be more parts than planned',
      'stored.size > plan.partCount',
      'stored.size < 0',
      'refuses more parts than planned for the size$',
    ],
  ]),
  ...mutantsOf(`${uploads}/complete-upload.ts`, `${uploads}/complete-upload.spec.ts`, [
    [
      'any plan is complete',
      'if (problem !== undefined) throw',
      `if (problem === '-') throw`,
      'an incomplete upload (?!refuses parts that do not match the checksum)',
    ],
    [
      'an upload that is over is always done',
      'return file?.crc64nvme === crc64nvme && file.sizeBytes === sizeBytes;',
      'return file !== undefined;',
      'does not mistake the file of another upload for its own',
    ],
    [
      'an upload that S3 takes no more is to be tried again for ever',
      'throw outdated();',
      `throw new CodedError('unavailable', 'Try again.');`,
      'may be repeated while nothing is decided$|is outdated (?:where|too when)',
    ],
    [
      'a conflict hides that the name is taken',
      'throw conditionFailed(condition);\n      throw',
      'throw outdated();\n      throw',
      'fail when another file was stored first$|fails as .* when its condition no longer holds$',
    ],
    [
      'a file that is there is replaced in silence',
      'throw conditionFailed(condition);\n    case',
      'return earlierAnswer(needs, place, request);\n    case',
      '^the condition (?:never overwrites|replaces only|fails as changed|does not mistake an identical file)',
    ],
  ]),
  ...mutantsOf(`${uploads}/presign-parts.ts`, `${uploads}/uploads.spec.ts`, [
    [
      'a small upload may grow to any size',
      'refuseTooLarge(sizeBytes, maxFileBytes);',
      '',
      'signs no part of a file that is larger than the installation allows$',
    ],
    ['parts are signed that no file has', 'if (partNumber > partCount)', 'if (partNumber < 0)'],
    ['a part is signed twice', 'if (seen.has(partNumber)) throw', 'if (partNumber < 0) throw'],
  ]),
  ...mutantsOf(`${uploads}/start-upload.ts`, `${uploads}/uploads.spec.ts`, [
    [
      'an upload of any size begins',
      'refuseTooLarge(sizeBytes, maxFileBytes);',
      '',
      'keep a file from being started that is larger$',
    ],
    [
      'any number of uploads is open',
      'open.length >= maxOpenUploads',
      'open.length < 0',
      'keep an upload from being started when as many are open, and let it start when one is over$',
    ],
    ['an upload begins over a file that is there', 'if (!holds(condition, etag)) throw', 'if (key === "") throw'],
  ]),
];
