// No locale given: the browser's own, which is always one that Intl knows.
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
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

/** `Nov 24, 2026`, from ISO 8601. */
export const formatDay = (moment: string): string => day.format(new Date(moment));

/** `2:03 PM`, from ISO 8601. */
export const formatTime = (moment: string): string => time.format(new Date(moment));

const inUnit = (unit: 'second' | 'minute' | 'hour') =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'short' });
const second = inUnit('second');
const minute = inUnit('minute');
const hour = inUnit('hour');

const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const ageUnits = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `3 hours ago`, `yesterday`, from milliseconds. */
export function formatAge(ageMs: number): string {
  const [unit, unitMs] = ageUnits.find(([, atLeastMs]) => ageMs >= atLeastMs) ?? ['minute', 60_000];
  return ago.format(-Math.max(0, Math.floor(ageMs / unitMs)), unit);
}

/** `3 min`: one unit is as precise as an estimate deserves. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return second.format(Math.max(1, seconds));
  return seconds < 3570 ? minute.format(Math.round(seconds / 60)) : hour.format(Math.round(seconds / 3600));
}
