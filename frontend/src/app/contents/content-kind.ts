import { hasBytes, pictureSizeOf, pictureTypeOf, type PictureSize, type PictureType } from './picture-size.ts';
import { isText } from './text-encoding.ts';

/** What a file is, by its first bytes. Its name decides only where the bytes leave a choice. */
export type Content =
  | { readonly kind: 'picture'; readonly type: PictureType; readonly size: PictureSize | undefined }
  | { readonly kind: 'pdf' | 'video' | 'audio' | 'markdown' | 'text' }
  | { readonly kind: 'none'; readonly why: 'empty' | 'archive' | 'office' | 'camera' | 'unknown' };

/** Number of bytes that say what a file is. */
export const headBytes = 64 * 1024;

/** Returns the ending of a name in small letters, without its dot; empty when there is none. */
export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const audioEndings = new Set(['mp3', 'm4a', 'ogg', 'oga', 'opus', 'wav', 'flac', 'aac', 'weba']);
const officeEndings = new Set('docx xlsx pptx odt ods odp pages numbers key doc xls ppt'.split(' '));

export function contentOf(name: string, head: Uint8Array, sizeBytes: number): Content {
  if (sizeBytes === 0) return { kind: 'none', why: 'empty' };
  const type = pictureTypeOf(head);
  if (type) return { kind: 'picture', type, size: pictureSizeOf(type, head) };
  // PDF readers accept up to a kilobyte before the mark, but then it could be anything.
  if (hasBytes(head, 0, '%PDF-')) return { kind: 'pdf' };
  const ending = endingOf(name);
  const media = mediaOf(head, ending);
  if (media) return media;
  if (isText(head, head.length < sizeBytes)) {
    return { kind: ending === 'md' || ending === 'markdown' ? 'markdown' : 'text' };
  }
  if (officeEndings.has(ending)) return { kind: 'none', why: 'office' };
  return { kind: 'none', why: isArchive(head) ? 'archive' : 'unknown' };
}

function mediaOf(head: Uint8Array, ending: string): Content | undefined {
  const isSound = audioEndings.has(ending);
  if (hasBytes(head, 4, 'ftyp')) {
    const isCamera = ['heic', 'heix', 'mif1', 'msf1', 'hevc'].some((brand) => hasBytes(head, 8, brand));
    if (isCamera) return { kind: 'none', why: 'camera' };
    return { kind: isSound || hasBytes(head, 8, 'M4A') ? 'audio' : 'video' };
  }
  const isMatroska = hasBytes(head, 0, [0x1a, 0x45, 0xdf, 0xa3]);
  if (isMatroska || hasBytes(head, 0, 'OggS')) return { kind: isSound ? 'audio' : 'video' };
  const isWave = hasBytes(head, 0, 'RIFF') && hasBytes(head, 8, 'WAVE');
  // The frames of MPEG audio and of ADTS begin with eleven or twelve bits that are set.
  const isFrames = isSound && head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0;
  return isWave || isFrames || hasBytes(head, 0, 'ID3') || hasBytes(head, 0, 'fLaC') ? { kind: 'audio' } : undefined;
}

const archiveMarks: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
];

const isArchive = (head: Uint8Array): boolean =>
  archiveMarks.some((mark) => hasBytes(head, 0, mark)) || hasBytes(head, 257, 'ustar');
