import { picklist, pipe, regex, string, transform } from 'valibot';

/** What XML can only say in text. */
export const wholeNumber = pipe(string(), regex(/^\d{1,9}$/), transform(Number));

/** S3 takes both spellings. */
export const flag = pipe(
  picklist(['true', 'false', 'TRUE', 'FALSE']),
  transform((text) => text.toLowerCase() === 'true'),
);
