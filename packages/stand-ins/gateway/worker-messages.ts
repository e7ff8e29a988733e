/** What a function's worker is started with. */
export interface WorkerSetup {
  /** Path of the bundle, and the name that it exports. */
  readonly bundle: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

export interface Invocation {
  readonly requestId: string;
  /** JSON, as Lambda hands it over. */
  readonly event: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

/** What a worker reports: once that it is ready or why not, then one outcome per invocation. */
export type WorkerReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-failed'; readonly error: string }
  | { readonly kind: 'answered'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: string };
