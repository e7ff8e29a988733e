import { count } from './count.ts';

/** Texts about a clock that is wrong. How far it is off is rounded to the largest unit that makes sense. */
export const clockText = {
  problem: (off: string) => `The clock of this device is ${off}. Set it, then sign in again.`,
  slow: (time: string) => `${time} slow`,
  fast: (time: string) => `${time} fast`,
  minutes: (n: number) => count(n, 'minute', 'minutes'),
  hours: (n: number) => count(n, 'hour', 'hours'),
  days: (n: number) => count(n, 'day', 'days'),
};
