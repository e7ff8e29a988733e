import { text } from './text/text.ts';

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const dateAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `1.5 MB`, in steps of 1,024 as file managers count. */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || amount >= 99.5 ? whole : oneDigit;
  return `${digits.format(amount)} ${units[unit] ?? ''}`;
}

/** `Nov 24, 2026, 2:03 PM`, from ISO 8601. */
export const formatMoment = (moment: string): string => dateAndTime.format(new Date(moment));

/** `3 minutes`: one unit is as precise as an estimate deserves. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return text.time.seconds(Math.max(1, seconds));
  if (seconds < 3600) return text.time.minutes(Math.round(seconds / 60));
  return text.time.hours(Math.round(seconds / 3600));
}
