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

/** Why a function failed, in the terms of Lambda. */
export interface Failure {
  /** The text for the log: the stack trace, where there is one. */
  readonly error: string;
  /** The name of the error, such as `TypeError` or `Sandbox.Timedout`. */
  readonly errorType: string;
  readonly errorMessage: string;
}

/** What a worker reports: first that it is ready or why not, then one outcome per invocation. */
export type WorkerReport =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'init-failed' } & Failure)
  | { readonly kind: 'answered'; readonly payload: string }
  | ({ readonly kind: 'failed' } & Failure);
