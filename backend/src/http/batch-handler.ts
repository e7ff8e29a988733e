import { exactObject, filesToSign, maxItemsBodyBytes } from '@airlock/contract';
import type { RefusedFile } from '@airlock/contract';
import * as v from 'valibot';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import type { CheckedFile, CheckedFiles } from '../settle-each.ts';
import { apiHandler } from './api-handler.ts';
import type { ApiHandler, ApiRequest } from './api-handler.ts';
import { checkInput } from './check-input.ts';
import { errorAnswer } from './error-answer.ts';
import { log } from '../logger.ts';

/** What an operation on many files receives: the caller, and each file as it was checked by itself. */
export interface BatchRequest<TFile> extends CheckedFiles<TFile> {
  readonly caller: Caller;
}

/** The list of files, of which nothing is checked yet: a file that breaks a rule is refused by itself. */
const uncheckedFiles = exactObject({ files: filesToSign(v.unknown()) });

/**
 * Makes a Lambda handler of an operation that answers for each of some files. `schema` is that of one file. When no file can
 * be answered because of a fault of ours or of the storage, the call fails as a whole: whoever called may repeat it, and
 * the operator hears of it.
 */
export function batchHandler<TSchema extends v.GenericSchema, TAnswer extends object>(
  schema: TSchema,
  operation: (request: BatchRequest<v.InferOutput<TSchema>>) => Promise<readonly PromiseSettledResult<TAnswer>[]>,
): ApiHandler {
  const answer = async ({ caller, input, signal }: ApiRequest<v.InferOutput<typeof uncheckedFiles>>) => {
    const files = input.files.map((file) => checkFile(schema, file));
    return { files: answersOf(await operation({ caller, files, signal }), caller) };
  };
  return apiHandler(uncheckedFiles, answer, { maxBodyBytes: maxItemsBodyBytes });
}

function checkFile<TSchema extends v.GenericSchema>(
  schema: TSchema,
  file: unknown,
): CheckedFile<v.InferOutput<TSchema>> {
  try {
    return checkInput(schema, file);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

function answersOf<TAnswer extends object>(
  results: readonly PromiseSettledResult<TAnswer>[],
  caller: Caller,
): (TAnswer | RefusedFile)[] {
  const faults = results.flatMap((it) =>
    it.status === 'rejected' && isFault(it.reason) ? [it.reason as unknown] : [],
  );
  if (faults.length === results.length) throw faults[0];
  for (const error of faults) log('ERROR', 'failed for one file', { caller: caller.id, error });
  return results.map((it) => (it.status === 'fulfilled' ? it.value : refusalOf(it.reason)));
}

/** Whether nobody who asks can help it: a fault of ours, or a storage that does not answer. */
const isFault = (error: unknown): boolean => errorAnswer(error, '').statusCode >= 500;

function refusalOf(error: unknown): RefusedFile {
  const { code, message, field } = errorAnswer(error, '').body;
  return { code, message, ...(field !== undefined && { field }) };
}
