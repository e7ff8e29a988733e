/** Compares two object keys as S3 orders them: by the bytes of their UTF-8. For `sort`. */
export function compareUtf8(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
