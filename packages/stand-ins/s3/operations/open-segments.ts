import type { ByteRange } from '../range.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { Segment } from '../store/version-row.ts';
import type { FileRange } from './send-files.ts';

/**
 * Opens the blobs of an object that a range covers. From then on a delete cannot take the bytes away. The calling code
 * must close each file.
 */
export async function openSegments(
  store: ObjectStore,
  segments: readonly Segment[],
  range: ByteRange,
): Promise<FileRange[]> {
  const opened: FileRange[] = [];
  let offset = 0;
  try {
    for (const segment of segments) {
      const start = Math.max(range.first - offset, 0);
      const end = Math.min(range.last - offset, segment.sizeBytes - 1);
      if (start <= end) opened.push({ file: await store.openBlob(segment), start, end });
      offset += segment.sizeBytes;
    }
  } catch (error) {
    await Promise.all(opened.map(({ file }) => file.close()));
    throw error;
  }
  return opened;
}
