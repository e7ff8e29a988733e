/**
 * Returns a property that S3 always sends. Throws when it is missing or empty: an incomplete answer must not pass for an
 * empty file or a shorter list. Callers of the API see `internal`; the log names the property.
 */
export function required<T extends string | boolean | Date>(value: T | undefined, property: string): T {
  if (value === undefined || value === '') throw malformed(property);
  return value;
}

/** Returns a size or number that S3 always sends. Throws when it is missing, negative or not a whole number. */
export function requiredNumber(value: number | undefined, property: string): number {
  if (value === undefined || !Number.isSafeInteger(value) || value < 0) throw malformed(property);
  return value;
}

/** Makes the error for an answer of S3 that lacks something. */
export function malformed(property: string): Error {
  return new Error(`S3 sent a malformed answer: ${property} is missing or unusable.`);
}
