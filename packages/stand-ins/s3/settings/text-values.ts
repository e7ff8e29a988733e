import { picklist, pipe, regex, string, transform } from 'valibot';

/** A number, which XML can only express as text. */
export const wholeNumber = pipe(string(), regex(/^\d{1,9}$/), transform(Number));

/** A flag; S3 takes both spellings. */
export const flag = pipe(
  picklist(['true', 'false', 'TRUE', 'FALSE']),
  transform((text) => text.toLowerCase() === 'true'),
);
