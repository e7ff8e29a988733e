import { malformed } from './required.ts';

const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** Returns the value of an element. Throws when there was one of its name before. */
export function once<T>(before: T | undefined, value: T, name: string): T {
  if (before !== undefined) throw malformed(name);
  return value;
}

/** Reads a size or a number of entries. */
export function wholeNumber(text: string, name: string): number {
  if (!/^\d{1,15}$/.test(text)) throw malformed(name);
  return Number(text);
}

/** Reads a moment, which S3 tells in UTC. */
export function date(text: string): Date {
  const read = new Date(text);
  if (!time.test(text) || Number.isNaN(read.getTime())) throw malformed('LastModified');
  return read;
}

/** Reads whether something holds: `true` or `false`. */
export function truth(text: string, name: string): boolean {
  if (text !== 'true' && text !== 'false') throw malformed(name);
  return text === 'true';
}
