/** `node bench/presign/index.ts`: compares presign-put with the usual sample code, as a table with ratios. */
import { printRows } from '../row.ts';
import { measurePresign } from './measure.ts';

printRows(await measurePresign());
