import type { BenchStack } from './distance.ts';
import type { ResourceUse } from './resource-use.ts';
import type { BenchFiles } from './files.ts';

export interface Run {
  readonly seconds: number;
  /** Requests for signatures, and requests to begin and to complete an upload. */
  readonly apiCalls: number;
  /** What the run cost; absent when there was no browser, or the run was not watched. */
  readonly resourceUse?: ResourceUse;
}

export type Uploader = (bench: BenchStack, files: BenchFiles) => Promise<Run>;
