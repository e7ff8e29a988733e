import type { OperationName } from '../../src/index.ts';
import { changesTexts } from './changes.ts';
import { filesTexts } from './files.ts';
import type { OperationText } from './operation-text.ts';
import { uploadsTexts } from './uploads.ts';

/** The text of each operation of the table. */
export const operationTexts: Readonly<Record<OperationName, OperationText>> = {
  ...filesTexts,
  ...changesTexts,
  ...uploadsTexts,
};
