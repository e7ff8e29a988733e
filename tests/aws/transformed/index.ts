import { apiRows } from './api.ts';
import { functionRows } from './functions.ts';
import type { Row } from './row.ts';
import { unchangedRows } from './unchanged.ts';

export { readerOf, type Row, type RowMutant } from './row.ts';

export const rows: readonly Row[] = [...apiRows, ...functionRows, ...unchangedRows];
