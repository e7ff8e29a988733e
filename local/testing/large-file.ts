import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

const partBytes = 128 * 1024 ** 2;
const partsAtOnce = 3;

/** Stores an object of that many GiB in parts, all with the same bytes, and returns its ETag. */
export async function putLargeObject(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  sizeGib: number,
): Promise<string> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place));
  const Body = Buffer.alloc(partBytes, 7);
  const partCount = (sizeGib * 1024 ** 3) / partBytes;
  const etags: string[] = [];
  const numbers = Array.from({ length: partCount }, (_, index) => index + 1).values();
  const worker = async (): Promise<void> => {
    for (const PartNumber of numbers) {
      const { ETag = '' } = await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
      etags[PartNumber - 1] = ETag;
    }
  };
  await Promise.all(Array.from({ length: partsAtOnce }, worker));
  const Parts = etags.map((ETag, index) => ({ PartNumber: index + 1, ETag }));
  const whole = { ...place, UploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' };
  const { ETag = '' } = await client.send(new CompleteMultipartUploadCommand(whole));
  return ETag;
}

/** A file that is made of copies of one piece. */
export interface FileOfPieces {
  readonly pieceBytes: number;
  readonly pieceCount: number;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Stores an object in parts that are copies of one piece, and returns its ETag. The piece is removed again. */
export async function putObjectOfPieces(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  { pieceBytes, pieceCount, contentType, metadata }: FileOfPieces,
): Promise<string> {
  const { Bucket } = place;
  const piece = { Bucket, Key: `${place.Key}.piece` };
  const whole = { ...place, ContentType: contentType, Metadata: { ...metadata } };
  const { ETag: etagOfPiece } = await client.send(
    new PutObjectCommand({ ...piece, Body: Buffer.alloc(pieceBytes, 'seven piece '), IfNoneMatch: '*' }),
  );
  const checksum = { ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'FULL_OBJECT' } as const;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...whole, ...checksum }));
  const Parts = [];
  for (let PartNumber = 1; PartNumber <= pieceCount; PartNumber += 1) {
    const CopySource = `${Bucket}/${encodeURI(piece.Key)}`;
    const part = { ...place, UploadId, PartNumber, CopySource };
    const { CopyPartResult } = await client.send(new UploadPartCopyCommand(part));
    Parts.push({ PartNumber, ETag: CopyPartResult?.ETag, ChecksumCRC64NVME: CopyPartResult?.ChecksumCRC64NVME });
  }
  const all = { ...place, UploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' };
  const { ETag = '' } = await client.send(new CompleteMultipartUploadCommand(all));
  await client.send(new DeleteObjectCommand({ ...piece, IfMatch: etagOfPiece }));
  return ETag;
}
