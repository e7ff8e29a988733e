/** The data with which a function's worker is started. */
export interface WorkerSetup {
  /** Path of the bundle. */
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
  /** The event as JSON, as Lambda passes it. */
  readonly event: string;
  /** The end of the invocation's time, in milliseconds since 1970. */
  readonly deadline: number;
}

/** What a worker reports: first that it is ready or why not, then one outcome per invocation. */
export type WorkerReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-failed'; readonly error: string }
  | { readonly kind: 'answered'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: string };
