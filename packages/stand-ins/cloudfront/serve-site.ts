import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Encoding, Site, SiteFile } from './site.ts';
import type { RewriteUri } from './viewer-request.ts';

export interface SiteOptions {
  /** Returns the site. It is called at each request, because the site changes in development. */
  readonly site: () => Site;
  readonly rewriteUri: RewriteUri;
  /** Headers that are added to every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Path → body of files that are not in the folder and are never cached, such as `/config.json`. */
  readonly generated: Readonly<Record<string, { readonly contentType: string; readonly body: string }>>;
}

/** Serves the app as the distribution's default behavior does: GET and HEAD, compressed, with the policy's headers. */
export function serveSite(options: SiteOptions, request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(options.headers)) response.setHeader(name, value);
  const { method = '' } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    end(response, 403, 'Only GET and HEAD are allowed here.');
    return;
  }
  const uri = pathOf(request.url ?? '/');
  if (uri === undefined) {
    end(response, 400, 'This path is not valid.');
    return;
  }
  const generated = options.generated[uri];
  if (generated !== undefined) {
    response.setHeader('Cache-Control', 'no-store');
    end(response, 200, generated.body, generated.contentType);
    return;
  }
  const file = options.site().get(options.rewriteUri(method, uri));
  if (file === undefined) {
    end(response, 404, 'There is nothing at this address.');
    return;
  }
  sendFile(file, request, response);
}

/** Returns the path of a URL, decoded once and never resolved: `..` names nothing that could be in the site. */
function pathOf(url: string): string | undefined {
  const [path = '/'] = url.split(/[?#]/);
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function sendFile(file: SiteFile, request: IncomingMessage, response: ServerResponse): void {
  const encoding = file.isCompressible ? preferredEncoding(request.headers['accept-encoding']) : 'identity';
  // As in CloudFront, the tag becomes a weak one, because the bytes differ from the original's.
  const etag = encoding === 'identity' ? file.etag : `W/${file.etag}`;
  response.setHeader('ETag', etag);
  response.setHeader('Cache-Control', file.cacheControl);
  if (file.isCompressible) response.setHeader('Vary', 'Accept-Encoding');
  if (matches(request.headers['if-none-match'], file.etag)) {
    response.writeHead(304).end();
    return;
  }
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  end(response, 200, file.body(encoding), file.contentType);
}

function preferredEncoding(accepted = ''): Encoding {
  const names = accepted
    .split(',')
    .map((it) => it.trim().toLowerCase())
    .filter((it) => !/;\s*q=0(?:\.0*)?$/.test(it))
    .map((it) => it.split(';')[0]?.trim());
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : 'identity';
}

/** Compares weakly (RFC 9110, section 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((it) => it.trim().replace(/^W\//, '') === etag);
}

function end(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  // Node sends no body for HEAD.
  response.end(body);
}
