import type { MiddlewareObj } from '@middy/core';

import { findCaller } from './find-caller.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import type { Pool } from './pool.ts';
import type { RequestContext } from './request-context.ts';

/** Middleware that puts the caller into the context. It ends a request of nobody with `unauthorized`. */
export function identifyCaller(pool: Pool | undefined): MiddlewareObj<HttpEvent, HttpAnswer, Error, RequestContext> {
  return {
    before: async ({ event, context }) => {
      context.caller = await findCaller(event, pool);
    },
  };
}
