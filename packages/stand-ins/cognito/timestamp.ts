const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const form = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) UTC (\d{4})$/;

/** Writes `EEE MMM d HH:mm:ss z yyyy` in English and UTC, with the day of the month without a leading zero. */
export function formatClaimTime(date: Date): string {
  const time = date.toISOString().slice(11, 19);
  const day = days[date.getUTCDay()] ?? '';
  const month = months[date.getUTCMonth()] ?? '';
  return `${day} ${month} ${date.getUTCDate()} ${time} UTC ${date.getUTCFullYear()}`;
}

/**
 * Reads a timestamp. Returns `undefined` when the text is not exactly what `formatClaimTime` writes for some second.
 */
export function parseClaimTime(text: string): Date | undefined {
  const [, month = '', day, hour, minute, second, year] = form.exec(text) ?? [];
  const date = new Date(
    Date.UTC(Number(year), months.indexOf(month), Number(day), Number(hour), Number(minute), Number(second)),
  );
  return !Number.isNaN(date.getTime()) && formatClaimTime(date) === text ? date : undefined;
}
