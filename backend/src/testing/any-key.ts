import { anyCharacter } from '@airlock/contract/testing/any-character.ts';
import fc from 'fast-check';

/** Generates object keys as users make them: several segments of any accepted characters. */
export const anyKey = fc
  .array(
    fc.string({ unit: anyCharacter, minLength: 1, maxLength: 8 }).filter((text) => text.isWellFormed()),
    { minLength: 1, maxLength: 4 },
  )
  .map((segments) => `users/x/${segments.map((segment) => segment.replaceAll('/', '_')).join('/')}`);
