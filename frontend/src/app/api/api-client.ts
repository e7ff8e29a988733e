import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  completeUploadAnswer,
  listFilesAnswer,
  listPartsAnswer,
  listUploadsAnswer,
  presignPartsAnswer,
  presignGetAnswer,
  presignPutAnswer,
  startUploadAnswer,
  type AbortUploadRequest,
  type CompleteUploadAnswer,
  type CompleteUploadRequest,
  type ListFilesAnswer,
  type ListPartsAnswer,
  type ListPartsRequest,
  type ListUploadsAnswer,
  type PresignPartsAnswer,
  type PresignPartsRequest,
  type PresignGetAnswer,
  type PresignGetRequest,
  type PresignPutAnswer,
  type PresignPutRequest,
  type StartUploadAnswer,
  type StartUploadRequest,
} from '@airlock/contract';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { parse, type GenericSchema, type InferOutput } from 'valibot';

import { ApiError, toApiError } from './api-error.ts';
import { CONFIG } from './config.ts';

interface Call {
  body?: object;
  params?: Record<string, string | number>;
  signal?: AbortSignal;
  /** Whether the request may outlive the page, for what must still be sent when the page is left. */
  keepalive?: boolean;
}

/**
 * Has one method per operation, with the name of the operation. Each method rejects with an ApiError, or with an
 * AbortError when its signal fires.
 */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  readonly #http = inject(HttpClient);
  readonly #base = inject(CONFIG).apiUrl;

  presignPut(request: PresignPutRequest, signal?: AbortSignal): Promise<PresignPutAnswer> {
    return this.#ask('POST', '/files/presign-put', presignPutAnswer, { body: request, ...(signal && { signal }) });
  }

  presignGet(request: PresignGetRequest, signal?: AbortSignal): Promise<PresignGetAnswer> {
    return this.#ask('POST', '/files/presign-get', presignGetAnswer, { body: request, ...(signal && { signal }) });
  }

  /**
   * Lists one page of the direct content of `folder`; `''` is the top folder, and `cursor` comes from the page before.
   */
  listFiles(
    request: { folder: string; cursor?: string; limit?: number },
    signal?: AbortSignal,
  ): Promise<ListFilesAnswer> {
    return this.#ask('GET', '/files', listFilesAnswer, { params: { ...request }, ...(signal && { signal }) });
  }

  async deleteFile(path: string, options: { keepalive?: boolean } = {}): Promise<void> {
    await this.#send('DELETE', '/files', { params: { path }, ...options });
  }

  startUpload(request: StartUploadRequest, signal?: AbortSignal): Promise<StartUploadAnswer> {
    return this.#ask('POST', '/uploads', startUploadAnswer, { body: request, ...(signal && { signal }) });
  }

  presignParts({ uploadId, ...body }: PresignPartsRequest, signal?: AbortSignal): Promise<PresignPartsAnswer> {
    return this.#ask('POST', `/uploads/${uploadId}/presign-parts`, presignPartsAnswer, {
      body,
      ...(signal && { signal }),
    });
  }

  listParts({ uploadId, path }: ListPartsRequest, signal?: AbortSignal): Promise<ListPartsAnswer> {
    return this.#ask('GET', `/uploads/${uploadId}/parts`, listPartsAnswer, {
      params: { path },
      ...(signal && { signal }),
    });
  }

  completeUpload({ uploadId, ...body }: CompleteUploadRequest, signal?: AbortSignal): Promise<CompleteUploadAnswer> {
    return this.#ask('POST', `/uploads/${uploadId}/complete`, completeUploadAnswer, {
      body,
      ...(signal && { signal }),
    });
  }

  async abortUpload({ uploadId, path }: AbortUploadRequest, signal?: AbortSignal): Promise<void> {
    await this.#send('DELETE', `/uploads/${uploadId}`, { params: { path }, ...(signal && { signal }) });
  }

  /** Lists the unfinished uploads of the caller, from all devices. */
  listUploads(signal?: AbortSignal): Promise<ListUploadsAnswer> {
    return this.#ask('GET', '/uploads', listUploadsAnswer, { ...(signal && { signal }) });
  }

  async #ask<S extends GenericSchema>(method: string, route: string, schema: S, call: Call): Promise<InferOutput<S>> {
    const answer = await this.#send(method, route, call);
    try {
      return parse(schema, answer);
    } catch {
      throw new ApiError('internal', 'The answer was not understood.');
    }
  }

  async #send(method: string, route: string, { body, params, signal, keepalive }: Call): Promise<unknown> {
    signal?.throwIfAborted();
    const answer = this.#http.request<unknown>(method, this.#base + route, {
      ...(body && { body }),
      ...(params && { params }),
      ...(keepalive && { keepalive }),
    });
    try {
      return await firstValueFrom(signal ? answer.pipe(takeUntil(fromEvent(signal, 'abort'))) : answer, {
        defaultValue: undefined,
      });
    } catch (error) {
      throw toApiError(error);
    } finally {
      signal?.throwIfAborted();
    }
  }
}
