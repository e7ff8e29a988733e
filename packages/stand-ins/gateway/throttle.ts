import type { Throttle } from '@airlock/template';

/** Says whether this request may pass, and counts it when it may. */
export type Admit = (method: string, resource: string) => boolean;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * Creates token buckets as API Gateway keeps them: one per method of a stage, `burst` deep, filled with
 * `requestsPerSecond`. The most specific of the template's MethodSettings counts.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 * @param now returns milliseconds of a monotonic clock
 */
export function createThrottle(settings: readonly Throttle[], now: () => number): Admit {
  const buckets = new Map<string, Bucket>();
  return (method, resource) => {
    const setting = mostSpecific(settings, method, resource);
    if (setting === undefined) return true;
    const name = `${method} ${resource}`;
    const bucket = buckets.get(name) ?? { tokens: setting.burst, filledAt: now() };
    buckets.set(name, bucket);
    const elapsedSeconds = (now() - bucket.filledAt) / 1000;
    bucket.tokens = Math.min(setting.burst, bucket.tokens + elapsedSeconds * setting.requestsPerSecond);
    bucket.filledAt = now();
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}

function mostSpecific(settings: readonly Throttle[], method: string, resource: string): Throttle | undefined {
  return (
    settings.find((it) => it.path === resource && it.method === method) ??
    settings.find((it) => it.path === resource && it.method === '*') ??
    settings.find((it) => it.path === '/*' && it.method === '*')
  );
}
