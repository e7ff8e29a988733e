/** A request that an answer of the API allows somebody to make. */
export interface SignedRequest {
  readonly method: 'GET' | 'PUT';
  readonly url: string;
  /** Headers that must be sent besides `host` and `content-length`. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Returns every signed URL in an answer, at any depth. A URL with headers beside it is a PUT, and a URL without headers
 * is a GET.
 */
export function signedRequestsIn(text: string): readonly SignedRequest[] {
  return text === '' ? [] : search(JSON.parse(text));
}

function search(value: unknown): readonly SignedRequest[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(search);
  if (!('url' in value) || typeof value.url !== 'string') return below;
  if (!('headers' in value)) return [{ method: 'GET', url: value.url, headers: {} }, ...below];
  const headers = Object.entries(value.headers as object).map(([name, it]) => [name, String(it)] as const);
  return [{ method: 'PUT', url: value.url, headers: Object.fromEntries(headers) }, ...below];
}

/** Sends the request with `fetch`, which normalizes the URL; a PUT with this body. Resolves with the status. */
export async function send({ method, url, headers }: SignedRequest, body: string): Promise<number> {
  const response = await fetch(url, { method, headers, ...(method === 'PUT' && { body }) });
  await response.text();
  return response.status;
}
