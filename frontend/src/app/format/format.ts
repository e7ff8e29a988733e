// No locale is given, so Intl uses the one of the browser, which it always supports.
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** Formats a size in B, KB, MB, GB or TB: `1.5 MB`. One unit is 1,024 of the one before, as in file managers. */
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

/** Formats the date of an ISO 8601 time: `Nov 24, 2026`. */
export const formatDay = (moment: string): string => day.format(new Date(moment));

/** Formats the time of day of an ISO 8601 time: `2:03 PM`. */
export const formatTime = (moment: string): string => time.format(new Date(moment));

const dayOfYear = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });

/**
 * Formats an ISO 8601 time as briefly as it is clear at the time `now`: `today, 14:03`, `yesterday, 14:03`, `24 Nov, 14:03`,
 * and `24 Nov 2025` for another year.
 */
export function formatMoment(moment: string, now: Date): string {
  const then = new Date(moment);
  const isThisYear = then.getFullYear() === now.getFullYear() || [0, -1].includes(daysFrom(then, now));
  return isThisYear ? `${formatDate(moment, now)}, ${time.format(then)}` : day.format(then);
}

/** Formats the day of an ISO 8601 time as briefly as it is clear: `today`, `yesterday`, `24 Nov`, or `24 Nov 2025`. */
export function formatDate(moment: string, now: Date): string {
  const then = new Date(moment);
  const days = daysFrom(then, now);
  if (days === 0 || days === -1) return relative.format(days, 'day');
  return (then.getFullYear() === now.getFullYear() ? dayOfYear : day).format(then);
}

const daysFrom = (then: Date, now: Date): number => Math.round((startOfDay(then) - startOfDay(now)) / 86_400_000);
const startOfDay = (moment: Date): number => new Date(moment).setHours(0, 0, 0, 0);

const inUnit = (unit: 'second' | 'minute' | 'hour') =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'short' });
const second = inUnit('second');
const minute = inUnit('minute');
const hour = inUnit('hour');

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const ageUnits = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Formats an age in milliseconds: `3 hours ago`, `yesterday`. */
export function formatAge(ageMs: number): string {
  const [unit, unitMs] = ageUnits.find(([, atLeastMs]) => ageMs >= atLeastMs) ?? ['minute', 60_000];
  return relative.format(-Math.max(0, Math.floor(ageMs / unitMs)), unit);
}

/** Formats the day of a time to come, which is `leftMs` milliseconds away: `in 12 days`, `tomorrow`, `today`. */
export const formatDaysLeft = (leftMs: number): string =>
  relative.format(Math.max(0, Math.ceil(leftMs / 86_400_000)), 'day');

/** Formats a duration in one unit, `3 min`, because an estimate is not more precise. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return second.format(Math.max(1, seconds));
  return seconds < 3570 ? minute.format(Math.round(seconds / 60)) : hour.format(Math.round(seconds / 3600));
}
