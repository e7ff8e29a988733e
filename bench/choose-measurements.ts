/**
 * The measurements whose name contains one of the wanted texts, in whatever case; all of them when nothing is wanted.
 * @throws Error that lists the names when a text is in none of them
 */
export function chooseMeasurements<T>(
  all: Readonly<Record<string, T>>,
  wanted: readonly string[],
): readonly (readonly [name: string, measurement: T])[] {
  const parts = wanted.map((it) => it.toLowerCase());
  const unknown = parts.filter((part) => !Object.keys(all).some((name) => name.includes(part)));
  if (unknown.length > 0) {
    throw new Error(`No measurement is named like "${unknown.join(' ')}". There are: ${Object.keys(all).join(', ')}.`);
  }
  return Object.entries(all).filter(([name]) => parts.length === 0 || parts.some((part) => name.includes(part)));
}
