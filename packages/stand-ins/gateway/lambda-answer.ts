import type { GatewayAnswer } from './refusal.ts';

/** Lambda's limit for an answer: 6 MB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxAnswerBytes = 6 * 1024 * 1024;

/** Headers that belong to API Gateway; a function's headers of these names are renamed. */
const remapped = new Set([
  ...['authorization', 'connection', 'content-length', 'content-md5', 'date', 'expect', 'host', 'max-forwards'],
  ...['proxy-authenticate', 'server', 'te', 'trailer', 'upgrade', 'user-agent', 'www-authenticate', 'x-amzn-requestid'],
]);

const known = new Set(['body', 'headers', 'isBase64Encoded', 'multiValueHeaders', 'statusCode']);

/**
 * Returns a function's answer as API Gateway takes it, or `undefined` when it is malformed (502 "Internal server
 * error").
 * @param payload the JSON that the function returned
 */
export function lambdaAnswer(payload: string): GatewayAnswer | undefined {
  if (Buffer.byteLength(payload) > maxAnswerBytes) return undefined;
  const answer: unknown = JSON.parse(payload);
  if (!isRecord(answer) || Object.keys(answer).some((key) => !known.has(key))) return undefined;
  const status = statusOf(answer['statusCode']);
  const body = answer['body'] ?? '';
  const headers = [...singleHeaders(answer['headers']), ...multiHeaders(answer['multiValueHeaders'])];
  if (status === undefined || typeof body !== 'string' || headers.includes(undefined)) return undefined;
  const isBase64 = answer['isBase64Encoded'] ?? false;
  if (typeof isBase64 !== 'boolean') return undefined;
  const sent = headers.filter((it) => it !== undefined).map(([name, value]) => [apiGatewayName(name), value] as const);
  const hasType = sent.some(([name]) => name.toLowerCase() === 'content-type');
  // The API declares no binary media types, so the text of a base64 body goes out as it is.
  return { status, headers: hasType ? sent : [['Content-Type', 'application/json'], ...sent], body };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function statusOf(value: unknown): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599 ? Number(status) : undefined;
}

type Header = readonly [name: string, value: string] | undefined;

function singleHeaders(headers: unknown): readonly Header[] {
  if (headers === undefined || headers === null) return [];
  return isRecord(headers) ? Object.entries(headers).map(([name, value]) => header(name, value)) : [undefined];
}

function multiHeaders(headers: unknown): readonly Header[] {
  if (headers === undefined || headers === null) return [];
  if (!isRecord(headers)) return [undefined];
  return Object.entries(headers).flatMap(([name, values]) =>
    Array.isArray(values) ? values.map((value: unknown) => header(name, value)) : [undefined],
  );
}

function header(name: string, value: unknown): Header {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[\0\r\n]/.test(String(value)) ? [name, String(value)] : undefined;
}

const apiGatewayName = (name: string): string => (remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name);
