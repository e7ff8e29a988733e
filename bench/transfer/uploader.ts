import type { Stand } from './distance.ts';
import type { Effort } from './effort.ts';
import type { BenchFiles } from './files.ts';

export interface Run {
  readonly seconds: number;
  /** Requests for signatures, and to begin and to complete an upload. */
  readonly apiCalls: number;
  /** Absent: there was no browser, or nobody watched. */
  readonly effort?: Effort;
}

export type Uploader = (stand: Stand, files: BenchFiles) => Promise<Run>;
