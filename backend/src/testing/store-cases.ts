import { fileStoreCases } from './file-store-cases.ts';
import type { StoreCase } from './store-case.ts';
import { uploadStoreCases } from './upload-store-cases.ts';

/** What the rules of files and uploads rely on. Every store must pass all of these cases. */
export const storeCases: readonly StoreCase[] = [...fileStoreCases, ...uploadStoreCases];
