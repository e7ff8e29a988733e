import { clockText } from '../text/clock-text.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Services accept a clock that is a few minutes off. */
const toleranceMs = 2 * minuteMs;
/** A sign-in waits this long at most for the time of the server. */
const patienceMs = 5_000;

/**
 * Compares the clock of this device with that of the server. Returns by how many milliseconds it is fast, or
 * `undefined` when the server does not say the time.
 */
export async function clockOffMs(get: typeof fetch): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const { headers } = await get('config.json', { method: 'HEAD', cache: 'no-store', signal });
    // A cache answers with the time at which it stored the answer, and with the seconds since then.
    const serverMs = Date.parse(headers.get('Date') ?? '') + Number(headers.get('Age') ?? 0) * 1000;
    return Number.isNaN(serverMs) ? undefined : Date.now() - serverMs;
  } catch {
    return undefined;
  }
}

/** Returns the sentence about a clock that is `offMs` fast, or `undefined` when it is right. */
export function clockProblem(offMs: number | undefined): string | undefined {
  if (offMs === undefined || Math.abs(offMs) < toleranceMs) return undefined;
  const off = Math.abs(offMs);
  const time =
    off < 1.5 * hourMs
      ? clockText.minutes(Math.round(off / minuteMs))
      : off < 1.5 * dayMs
        ? clockText.hours(Math.round(off / hourMs))
        : clockText.days(Math.round(off / dayMs));
  return clockText.problem(offMs < 0 ? clockText.slow(time) : clockText.fast(time));
}
