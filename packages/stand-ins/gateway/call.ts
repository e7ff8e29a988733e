import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { ResolvedTemplate } from '@airlock/template';

import type { Claims } from './authorizer.ts';
import type { FindRoute, Matched } from './routing.ts';

/** One request on its way through the gateway. */
export interface Call {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  readonly at: Date;
  /** The path below the stage, as it was sent; the whole path when it does not begin with the stage. */
  readonly path: string;
  readonly query: string;
  readonly matched: Matched | undefined;
  /** Set after the authorizer has let the caller in. */
  claims?: Claims;
  /** Set after the function has answered. */
  integrationMs?: number;
}

export interface CallNeeds {
  readonly template: ResolvedTemplate;
  readonly now: () => Date;
  readonly findRoute: FindRoute;
}

export function beginCall({ template, now, findRoute }: CallNeeds, request: IncomingMessage): Call {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const whole = mark < 0 ? url : url.slice(0, mark);
  const stage = `/${template.api.stageName}`;
  const path = whole.startsWith(`${stage}/`) ? whole.slice(stage.length) : undefined;
  const at = now();
  return {
    request,
    requestId: randomUUID(),
    extendedRequestId: `${randomBytes(10).toString('base64url').slice(0, 13)}=`,
    traceId: `Root=1-${Math.floor(at.getTime() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
    at,
    path: path ?? whole,
    query: mark < 0 ? '' : url.slice(mark + 1),
    matched: path === undefined ? undefined : findRoute(request.method ?? '', path),
  };
}
