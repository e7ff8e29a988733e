import { mutantsOf, type Mutant } from './mutant.ts';

const s3 = 'backend/src/s3';
const attack = 'tests/attack/isolation-changes.spec.ts';

/** Mutants of the rules and adapters of deletes, versions and changes. */
export const changeMutants: readonly Mutant[] = [
  ...mutantsOf(`${s3}/delete-objects.ts`, `${s3}/delete-versions.spec.ts`, [
    [
      'a delete names no version',
      '{ VersionId: object.versionId } : { ETag: object.etag }',
      '{ VersionId: object.versionId } : {}',
      'sends the ETag of each file in one call and asks what became of all of them$',
    ],
    [
      'a delete alone has no condition',
      '{ VersionId: object.versionId } : { IfMatch: object.etag }',
      '{ VersionId: object.versionId } : {}',
      'goes with a call of its own|is deleted with a second call',
    ],
    [
      'every key goes into one call',
      'objects.filter(({ key }) => isXmlText(key))',
      'objects',
      'goes with a call of its own',
    ],
    [
      'a file without an answer is deleted',
      `throw malformed('Deleted');`,
      'return codes;',
      'leaves a file out of its answer$',
    ],
    [
      'a lost call has deleted',
      `[nameOf(object), noAnswer]`,
      '[nameOf(object), undefined]',
      'a call that fails on its way$',
    ],
  ]),
  ...mutantsOf(`${s3}/delete-versions.ts`, `${s3}/delete-versions.spec.ts`, [
    [
      'another version counts as gone',
      `=== undefined ? 'absent' : 'changed'`,
      `=== undefined ? 'absent' : 'absent'`,
      'looks at a file whose condition failed: 200 means changed$',
    ],
    [
      'any refusal may be repeated',
      'throw new Error(`S3 refused to delete a file: ${code}`);',
      `return 'unknown';`,
      'which is a fault of ours$',
    ],
  ]),
  ...mutantsOf(`${s3}/s3-version-store.ts`, `${s3}/s3-version-store.spec.ts`, [
    ['a copy replaces any version', '      IfMatch: replaces,\n', '', 'copies over the version that is to be replaced'],
    ['the source is not encoded', '${encodeKey(key)}', '${key}', 'copies over the version that is to be replaced'],
    [
      'a version of which S3 says nothing is gone',
      'isTemporaryCode(code)) return false;',
      'isTemporaryCode(code)) return true;',
      'returns a version of which S3 said|returns all when the call fails',
    ],
  ]),
  ...mutantsOf(`${s3}/merge-versions.ts`, `${s3}/merge-versions.spec.ts`, [
    [
      'a deletion is always older',
      'if (deletion.isCurrent || file.isCurrent) return deletion.isCurrent;',
      '',
      'puts the current one first, whatever the second says$',
    ],
  ]),
  ...mutantsOf(`${s3}/s3-change-store.ts`, `${s3}/s3-change-store.spec.ts`, [
    [
      'a record is replaced blindly',
      '{ IfMatch: etag }',
      `{ IfNoneMatch: '*' }`,
      'replaces the record that was read and no other$',
    ],
    [
      'a repeated write has lost',
      'return wasRepeated(error) &&',
      'return false &&',
      'counts as done when the repetition meets what it stored$',
    ],
    ['a repeated write has won', '?.text === text', ' !== undefined', 'does not count when somebody else has written$'],
  ]),
  ...mutantsOf(`${s3}/s3-change-store.ts`, attack, [
    [
      'changes of all users lie together',
      '`changes/${id}/`',
      '`changes/${id.slice(0, 0)}`',
      'a change of another user is not (?:listed|undone|there for)|with one’s own mark',
    ],
  ]),
  ...mutantsOf(`${s3}/sfn-change-workflow.ts`, `${s3}/sfn-change-workflow.spec.ts`, [
    ['a change is started twice', 'name, input', 'input', 'starts an execution that is named after the change$'],
    [
      'a started change fails',
      'if (error instanceof ExecutionAlreadyExists) return;',
      '',
      'counts an execution that exists as started$',
    ],
  ]),
  ...mutantsOf('backend/src/files/object-key.ts', attack, [
    [
      'all users have one trash',
      '`users/${caller.id}/`',
      '`users/all/`',
      'the trash of another user is not (?:listed|emptied|restored)|a version of another user is not (?:listed|signed, whoever|made current)|a file of another user is not there for',
    ],
  ]),
  ...mutantsOf('backend/src/files/list-cursor.ts', attack, [
    [
      'a cursor of changes is good for everybody',
      'if (cursor.length <= markLength || !cursor.startsWith(markOf(list))) return undefined;',
      '',
      'of another user is good for nobody else$',
    ],
  ]),
  ...mutantsOf('backend/src/s3/s3-file-store.ts', attack, [
    [
      'a version is described without its key',
      'if (versionId !== undefined && isNoVersion(error)) {',
      'if (false as boolean) {',
      'is not (?:signed for|copied over) a file of one’s own$',
    ],
  ]),
  ...mutantsOf('backend/src/http/change-handler.ts', attack, [
    [
      'a body may speak for the workflow',
      `return 'requestContext' in event;`,
      `return 'requestContext' in event && !String(Reflect.get(event, 'body')).includes('"userId"');`,
      'is no request of',
    ],
  ]),
];
