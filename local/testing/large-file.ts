import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
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
