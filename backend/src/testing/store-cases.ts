import { changeStoreCases } from './change-store-cases.ts';
import { copyStoreCases } from './copy-store-cases.ts';
import { deleteCases } from './delete-cases.ts';
import { fileStoreCases } from './file-store-cases.ts';
import type { StoreCase } from './store-case.ts';
import { uploadStoreCases } from './upload-store-cases.ts';
import { versionStoreCases } from './version-store-cases.ts';

/** What the rules of files, uploads and changes rely on. Every store must pass all of these cases. */
export const storeCases: readonly StoreCase[] = [
  ...fileStoreCases,
  ...deleteCases,
  ...versionStoreCases,
  ...copyStoreCases,
  ...changeStoreCases,
  ...uploadStoreCases,
];
