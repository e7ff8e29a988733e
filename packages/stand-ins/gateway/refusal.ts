import type { GatewayResponses } from '@airlock/template';

/**
 * What API Gateway itself answers, by gateway response type, with its documented status and the message and error type
 * that it was seen to send.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const gatewayRefusals = {
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'],
  UNAUTHORIZED: [401, 'Unauthorized', 'UnauthorizedException'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'Internal server error', 'InternalServerErrorException'],
  THROTTLED: [429, 'Too Many Requests', 'TooManyRequestsException'],
  REQUEST_TOO_LARGE: [413, 'Request Too Long', 'RequestEntityTooLargeException'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out', 'InternalServerErrorException'],
  // A function that failed, or answered what is not an answer. Only DEFAULT_5XX can shape it.
  DEFAULT_5XX: [502, 'Internal server error', 'InternalServerErrorException'],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string, errorType: string]>>;

export type GatewayRefusalType = keyof typeof gatewayRefusals;

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Buffer;
  /** For the access log. */
  readonly refusal?: GatewayRefusalType;
}

/** @param message instead of the type's own */
export function refuse(responses: GatewayResponses, type: GatewayRefusalType, message?: string): GatewayAnswer {
  const [status, ownMessage, errorType] = gatewayRefusals[type];
  const added = responses[type] ?? responses[status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'] ?? {};
  return {
    status,
    headers: [['Content-Type', 'application/json'], ['x-amzn-ErrorType', errorType], ...Object.entries(added)],
    body: JSON.stringify({ message: message ?? ownMessage }),
    refusal: type,
  };
}
