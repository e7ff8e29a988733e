import { changeOperations } from './change-operations.ts';
import { fileOperations } from './file-operations.ts';
import type { Operation } from './operation.ts';
import { uploadOperations } from './upload-operations.ts';

export * from './change-operations.ts';
export * from './file-operations.ts';
export * from './upload-operations.ts';

/** The one table of operations. Routes, client, tests and the page of the API derive from it. */
export const operations = [
  ...fileOperations,
  ...changeOperations,
  ...uploadOperations,
] as const satisfies readonly Operation[];

export type KnownOperation = (typeof operations)[number];
export type OperationName = KnownOperation['name'];
