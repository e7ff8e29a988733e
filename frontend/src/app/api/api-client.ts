import { HttpClient } from '@angular/common/http';
import { inject, InjectionToken } from '@angular/core';
import {
  methodName,
  operations,
  type AnswerOf,
  type ClientConfig,
  type KnownOperation,
  type MethodName,
  type Operation,
} from '@airlock/contract';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { safeParse, type InferOutput } from 'valibot';

import { ApiError, toApiError } from './api-error.ts';
import { CONFIG } from './config.ts';
import { bucketUrls, haveBucketUrls } from './signed-urls.ts';

/**
 * Time in milliseconds after which a request counts as one without an answer. API Gateway gives up after 29 seconds; the
 * rest is for a slow line. The time in which a call waits for a sign-in does not count.
 */
const answeredWithinMs = 60_000;

export interface CallOptions {
  /** Whether the request may outlive the page, for what must still be sent when the page is left. */
  readonly keepalive?: boolean;
}

/**
 * Has one method per operation of the contract: `presign-put` is `presignPut`. Each method rejects with an ApiError, also
 * when no answer comes within a minute, or with the reason of its signal when the signal fires.
 */
export type ApiClient = {
  readonly [Known in KnownOperation as MethodName<Known['name']>]: (
    request: InferOutput<Known['request']>,
    signal?: AbortSignal,
    options?: CallOptions,
  ) => Promise<AnswerOf<Known>>;
};

/** The client of our API. It is made from the table of operations. */
export const API_CLIENT = new InjectionToken<ApiClient>('API_CLIENT', {
  factory: () => {
    const http = inject(HttpClient);
    const config = inject(CONFIG);
    const methods = operations.map(
      (operation) => [methodName(operation.name), caller(http, config, operation)] as const,
    );
    // The keys of an object that is made from entries are unknown to the compiler.
    return Object.fromEntries(methods) as unknown as ApiClient;
  },
});

/** Returns the method of one operation. */
function caller(http: HttpClient, config: ClientConfig, operation: Operation) {
  const { apiUrl } = config;
  const filesUrls = bucketUrls(config);
  return async (request: object, signal?: AbortSignal, { keepalive = false }: CallOptions = {}): Promise<unknown> => {
    signal?.throwIfAborted();
    const { path, ...placed } = place(operation, request);
    const answer = http.request<unknown>(operation.method, apiUrl + path, {
      ...placed,
      keepalive,
      timeout: answeredWithinMs,
    });
    try {
      const body = await firstValueFrom(signal ? answer.pipe(takeUntil(fromEvent(signal, 'abort'))) : answer, {
        defaultValue: undefined,
      });
      signal?.throwIfAborted();
      return checked(operation, body, filesUrls);
    } catch (error) {
      signal?.throwIfAborted();
      throw toApiError(error);
    }
  };
}

/** Places each property of a request: in the path where the path names it, else in the body of a POST or in the query. */
function place({ method, path }: Operation, request: object) {
  const given = Object.entries(request).filter(([, value]) => value !== undefined);
  const isInPath = ([name]: readonly [string, unknown]): boolean => path.includes(`{${name}}`);
  const rest = Object.fromEntries(given.filter((it) => !isInPath(it)));
  const filled = given
    .filter(isInPath)
    .reduce((soFar, [name, value]) => soFar.replace(`{${name}}`, encodeURIComponent(String(value))), path);
  return method === 'POST' ? { path: filled, body: rest } : { path: filled, params: rest };
}

function checked({ answer }: Operation, body: unknown, filesUrls: readonly string[]): unknown {
  if (answer === undefined) return undefined;
  const parsed = safeParse(answer, body);
  if (!parsed.success) throw new ApiError('internal', 'The answer was not understood.');
  if (!haveBucketUrls(parsed.output, filesUrls)) throw new ApiError('internal', 'The answer names another bucket.');
  return parsed.output;
}
