import { maxChangeItems, type PurgeFilesRequest, type RestoreFilesRequest } from '@airlock/contract';

import { inRequests } from '../in-requests.ts';
import type { TrashEntry } from './trash-entry.ts';

/** A request, and the paths that it changes. */
export interface TrashRequest<TRequest> {
  readonly request: TRequest;
  readonly paths: readonly string[];
}

/**
 * Returns the requests that restore `entries`. When they are all that was deleted from `folder`, and too many for one
 * request, the folder is named instead, so that they are one change with one undo.
 */
export function restoreRequests(
  entries: readonly TrashEntry[],
  folder: string | undefined,
): TrashRequest<RestoreFilesRequest>[] {
  if (folder !== undefined && entries.length > maxChangeItems) {
    return [{ request: { items: [{ folder }] }, paths: pathsOf(entries) }];
  }
  return inRequests(entries).map((slice) => ({
    request: { items: slice.map(({ path }) => ({ path })) },
    paths: pathsOf(slice),
  }));
}

/** Returns the requests that delete `entries` for ever. They name each version, so nothing else can go with them. */
export function purgeRequests(entries: readonly TrashEntry[]): TrashRequest<PurgeFilesRequest>[] {
  return inRequests(entries).map((slice) => ({
    request: { items: slice.map(({ path, versionId }) => ({ path, versionId })) },
    paths: pathsOf(slice),
  }));
}

export const pathsOf = (entries: readonly TrashEntry[]): string[] => entries.map(({ path }) => path);
