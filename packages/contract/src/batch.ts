import * as v from 'valibot';

import { errorCodes } from './error-codes.ts';
import { exactObject } from './exact-object.ts';
import { maxFilesToSign } from './limits.ts';

/** Makes the schema of the files of a request that signs many of them: 1 to 100. */
export const filesToSign = <TFile extends v.GenericSchema>(file: TFile) =>
  v.pipe(
    v.array(file, 'Must be a list.'),
    v.minLength(1, 'Must name at least one file.'),
    v.maxLength(maxFilesToSign, `Must name at most ${maxFilesToSign} files.`),
  );

/** What is answered about one file of a batch that is not signed. `field` is the property of this file that was refused. */
export const refusedFile = exactObject({
  code: v.picklist(errorCodes),
  message: v.string(),
  field: v.optional(v.string()),
});
export type RefusedFile = v.InferOutput<typeof refusedFile>;

/** Returns whether this file of a batch was refused. */
export function isRefused(answer: object): answer is RefusedFile {
  return 'code' in answer;
}
