export type OracleName = 'SeaweedFS' | 'versitygw';

/** The beginning of a reason that depends on who wins a race. */
export const sometimes = 'Sometimes: ';

const takesAnyUpload = 'Takes an upload whatever has happened to its key since it began.';
const ignoresEtag = 'Ignores the ETags of a delete of many objects.';
const copyWithoutChecksum = 'Answers a copy without its checksum.';
const ignoresCopyCondition = 'Ignores the condition of a copy.';
const folderWithoutVersion = 'Keeps an empty object whose key ends in a slash as a folder, which has no versions.';

/**
 * Case → why the product's stores do not have there what AWS documents. A line that is no longer true fails the
 * comparison.
 */
export const knownStoreDifferences: Readonly<Record<OracleName, Readonly<Record<string, string>>>> = {
  SeaweedFS: {
    'store: a list at any depth leaves out what is deleted, and begins after any text':
      'Begins with the key before the text.',
    'store: refuses a place in a list of versions that never was': 'Takes any id of a version.',
    'store: removes versions for ever, and again': 'Lists a control character in a key as another one.',
    'store: a copy of an earlier version becomes current, with its type and checksum':
      'Answers a copy with an ETag without quotes.',
    'store: finds the key itself first among those that begin alike':
      'Keeps objects in folders: a key cannot be both an object and the beginning of another.',
    'store: refuses a place in a list that it did not give': 'Takes any continuation token.',
    'store: an upload lists its parts in order, with size, ETag and checksum': 'Lists parts without checksums.',
    'store: of a part that was sent twice the last one counts': 'Lists the first one.',
    'store: takes no upload whose key was written or deleted after it began': takesAnyUpload,
    'store: refuses a part that was replaced meanwhile': 'Takes the ETag of a part that was replaced.',
    'store: of 8 uploads to one key exactly one becomes the file': `${sometimes}does not decide conditions atomically.`,
    'store: marks a folder once, as an empty object with a checksum': folderWithoutVersion,
    'store: copies a file with its type and checksum, and leaves it where it is': copyWithoutChecksum,
    'store: copies over a deletion, and only the version that is meant': copyWithoutChecksum,
    'store: copies from and to names of any characters': copyWithoutChecksum,
    'store: of 8 copies to one name exactly one is made': copyWithoutChecksum,
    'store: copies a file in parts, with its type and checksum':
      'Looks at the condition of a completion before it looks for the upload.',
    'store: a part is of the version that is meant, and of an upload that is there':
      'Looks at the condition of a copied part before it looks for the upload.',
  },
  versitygw: {
    'store: takes no upload whose key was written or deleted after it began': takesAnyUpload,
    'store: deletes each file while its version is the current one, and no other': ignoresEtag,
    'store: says that a file which is deleted already is absent': ignoresEtag,
    'store: a version that was stored meanwhile survives': ignoresEtag,
    'store: of 8 deletes of one version exactly one deletes it': ignoresEtag,
    'store: lists versions by key in UTF-8 order, page by page without loss':
      'Lists the last version of a page again at the begin of the next one.',
    'store: goes on with versions after all those of a key': 'Begins with the key that the marker names.',
    'store: refuses a place in a list of versions that never was': 'Takes any id of a version.',
    'store: removes versions for ever, and again': 'Refuses to remove a version that is gone.',
    'store: copies over no other version than the one that is named, and over no deletion': ignoresCopyCondition,
    'store: marks a folder once, as an empty object with a checksum': folderWithoutVersion,
    'store: a copy never takes the place of a file, whatever it is': ignoresCopyCondition,
    'store: of 8 copies to one name exactly one is made': ignoresCopyCondition,
    'store: copies over a deletion, and only the version that is meant':
      'Copies the version before a deletion, because a deletion counts as a file.',
    'store: copies from and to names of any characters': 'Keeps keys as files: a folder has no bytes of its own.',
    'store: copies a file in parts, with its type and checksum': 'Gives the whole another checksum than its source.',
    'store: copies no version that is not there, and no deletion':
      'Does not take a new file where one is deleted, because a deletion counts as a file.',
    'store: finds the key itself first among those that begin alike':
      'Keeps objects in folders: a key cannot be both an object and the beginning of another.',
    'store: refuses a place in a list that it did not give': 'Takes any continuation token.',
  },
};
