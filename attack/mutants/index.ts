import { callerMutants } from './caller.ts';
import { fileMutants } from './files.ts';
import { inputMutants } from './input.ts';
import type { Mutant } from './mutant.ts';
import { signatureMutants } from './signatures.ts';
import { uploadMutants } from './uploads.ts';

export const mutants: readonly Mutant[] = [
  ...callerMutants,
  ...inputMutants,
  ...fileMutants,
  ...signatureMutants,
  ...uploadMutants,
];
