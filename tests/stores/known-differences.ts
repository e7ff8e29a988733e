export type OracleName = 'SeaweedFS' | 'versitygw';

/** The beginning of a reason that depends on who wins a race. */
export const sometimes = 'Sometimes: ';

/**
 * Case → why the product's stores do not have there what AWS documents. A line that is no longer true fails the
 * comparison.
 */
export const knownStoreDifferences: Readonly<Record<OracleName, Readonly<Record<string, string>>>> = {
  SeaweedFS: {
    'store: deletes, and again': 'Keeps the folder of a deleted object in the list.',
    'store: finds the key itself first among those that begin alike':
      'Keeps objects in folders: a key cannot be both an object and the beginning of another.',
    'store: refuses a place in a list that it did not give': 'Takes any continuation token.',
    'store: an upload lists its parts in order, with size, ETag and checksum': 'Lists parts without checksums.',
    'store: of a part that was sent twice the last one counts': 'Lists the first one.',
    'store: refuses a part that was replaced meanwhile': 'Takes the ETag of a part that was replaced.',
    'store: of 8 uploads to one key exactly one becomes the file': `${sometimes}does not decide conditions atomically.`,
  },
  versitygw: {
    'store: finds the key itself first among those that begin alike':
      'Keeps objects in folders: a key cannot be both an object and the beginning of another.',
    'store: refuses a place in a list that it did not give': 'Takes any continuation token.',
  },
};
