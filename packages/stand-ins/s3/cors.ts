import type { CorsRule } from './settings/cors.ts';
import { S3Error } from './errors.ts';

/** What a browser says about a cross-origin request, preflight or actual. */
export interface CorsQuestion {
  readonly origin: string;
  readonly method: string;
  /** Header names in lower case. They are empty for an actual request: S3 checks header names in the preflight only. */
  readonly requestHeaders: readonly string[];
}

export type CorsHeaders = Readonly<Record<string, string>>;

const vary = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';
const notAllowed =
  "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

/**
 * Returns the headers of the first rule that allows the request, or `undefined` when no rule does. Source: "How does
 * Amazon S3 evaluate the CORS configuration on a bucket?"
 */
export function corsHeaders(rules: readonly CorsRule[], question: CorsQuestion): CorsHeaders | undefined {
  const rule = rules.find((candidate) => allows(candidate, question));
  if (!rule) return undefined;
  const anyOrigin = rule.allowedOrigins.includes('*');
  return {
    'Access-Control-Allow-Origin': anyOrigin ? '*' : question.origin,
    'Access-Control-Allow-Methods': rule.allowedMethods.join(', '),
    ...(question.requestHeaders.length > 0 && {
      'Access-Control-Allow-Headers': question.requestHeaders.join(', '),
    }),
    ...(rule.exposedHeaders.length > 0 && { 'Access-Control-Expose-Headers': rule.exposedHeaders.join(', ') }),
    ...(rule.maxAgeSeconds !== undefined && { 'Access-Control-Max-Age': String(rule.maxAgeSeconds) }),
    ...(!anyOrigin && { 'Access-Control-Allow-Credentials': 'true' }),
    Vary: vary,
  };
}

/** Answers OPTIONS, which nobody signs. `rules` is `undefined` when the bucket does not exist. */
export function preflight(
  rules: readonly CorsRule[] | undefined,
  header: (name: string) => string | undefined,
  resourceType: 'BUCKET' | 'OBJECT',
): CorsHeaders {
  const origin = header('origin');
  const method = header('access-control-request-method');
  if (origin === undefined) {
    throw new S3Error('BadRequest', { message: 'Insufficient information. Origin request header needed.' });
  }
  const refuse = (message: string, refusedMethod: string, type: string = resourceType) =>
    new S3Error('AccessForbidden', { message, details: { Method: refusedMethod, ResourceType: type } });
  if (!rules) throw refuse('CORSResponse: Bucket not found', 'OPTIONS', 'BUCKET');
  if (rules.length === 0) {
    throw refuse('CORSResponse: CORS is not enabled for this bucket.', method ?? 'OPTIONS', 'BUCKET');
  }
  if (method === undefined) {
    throw new S3Error('BadRequest', { message: 'Invalid Access-Control-Request-Method: null' });
  }
  const requestHeaders = (header('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const headers = corsHeaders(rules, { origin, method, requestHeaders });
  if (!headers) throw refuse(notAllowed, method);
  return headers;
}

function allows(rule: CorsRule, { origin, method, requestHeaders }: CorsQuestion): boolean {
  return (
    rule.allowedMethods.includes(method) &&
    rule.allowedOrigins.some((pattern) => matches(pattern, origin)) &&
    requestHeaders.every((name) => rule.allowedHeaders.some((pattern) => matches(pattern.toLowerCase(), name)))
  );
}

/** Whether a pattern fits a value. A pattern has at most one `*`, which stands for any characters. */
function matches(pattern: string, value: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === value;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}
