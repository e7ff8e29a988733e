import type {
  ChangeAnswer,
  CopyFilesRequest,
  DeleteFilesRequest,
  MoveFilesRequest,
  PurgeFilesRequest,
  RestoreFilesRequest,
} from '@airlock/contract';

import type { ApiClient } from '../api/api-client.ts';
import type { ApiError } from '../api/api-error.ts';

/** The operations that change files, with their requests. */
export interface ChangeRequests {
  'delete-files': DeleteFilesRequest;
  'restore-files': RestoreFilesRequest;
  'purge-files': PurgeFilesRequest;
  'move-files': MoveFilesRequest;
  'copy-files': CopyFilesRequest;
}

export type ChangingOperation = keyof ChangeRequests;

type Senders = {
  readonly [Name in ChangingOperation]: (client: ApiClient, request: ChangeRequests[Name]) => Promise<ChangeAnswer>;
};

/**
 * Most characters of a request that may outlive its page. A browser refuses such requests when their bodies have more
 * than 64 KiB together. A character takes up to three bytes of UTF-8. https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const keptAliveChars = 10_000;

/** Whether a request is still sent when the page is closed before it is through. */
export const outlivesPage = (request: object): boolean => JSON.stringify(request).length <= keptAliveChars;

const options = (request: object) => ({ keepalive: outlivesPage(request) });

const senders: Senders = {
  'delete-files': (client, request) => client.deleteFiles(request, undefined, options(request)),
  'restore-files': (client, request) => client.restoreFiles(request, undefined, options(request)),
  'purge-files': (client, request) => client.purgeFiles(request, undefined, options(request)),
  'move-files': (client, request) => client.moveFiles(request, undefined, options(request)),
  'copy-files': (client, request) => client.copyFiles(request, undefined, options(request)),
};

/** Sends the request of an operation that changes files. */
export const sendChange = <Name extends ChangingOperation>(
  client: ApiClient,
  operation: Name,
  request: ChangeRequests[Name],
): Promise<ChangeAnswer> => senders[operation](client, request);

/**
 * Returns whether a failed request may have been carried out all the same: no answer came, or the answer of something
 * on the way. The page must then claim nothing.
 */
export const mayHaveHappened = ({ code }: ApiError): boolean =>
  code === 'network' || code === 'unavailable' || code === 'internal';
