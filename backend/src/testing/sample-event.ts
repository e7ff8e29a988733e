import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

/** Returns `events/<operation>.json`, the event of `sam local invoke`, with changes. */
export function sampleEvent(operation: string, changes: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  const file = new URL(`../../../events/${operation}.json`, import.meta.url);
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as APIGatewayProxyEvent), ...changes };
}

/** Returns the sample event with another JSON body. */
export function withBody(operation: string, body: unknown): APIGatewayProxyEvent {
  return sampleEvent(operation, { body: JSON.stringify(body) });
}

/** Returns the sample event with other query parameters. */
export function withQuery(operation: string, query: Record<string, string[]>): APIGatewayProxyEvent {
  return sampleEvent(operation, { multiValueQueryStringParameters: query });
}

/** Returns the sample event with other claims. `null` leaves the whole authorizer out, as `sam local` does. */
export function withClaims(operation: string, claims: Record<string, unknown> | null): APIGatewayProxyEvent {
  const event = sampleEvent(operation);
  const sample = event.requestContext.authorizer?.['claims'] as Record<string, unknown>;
  const authorizer = claims === null ? undefined : { claims: { ...sample, ...claims } };
  return { ...event, requestContext: { ...event.requestContext, authorizer } };
}

/** Makes what the middlewares read of Lambda's context. Each call needs a new context. */
export function sampleContext(): Context {
  return {
    awsRequestId: 'b1c2d3e4-0000-4000-8000-000000000001',
    functionName: 'airlock-PresignPut',
    getRemainingTimeInMillis: () => 10_000,
  } as Context;
}
