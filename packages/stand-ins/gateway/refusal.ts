import type { GatewayResponses } from '@airlock/template';

/**
 * What API Gateway itself answers, by gateway response type: the documented status, and the message and error type that
 * it was observed to send.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const gatewayRefusals = {
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'],
  UNAUTHORIZED: [401, 'Unauthorized', 'UnauthorizedException'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'Internal server error', 'InternalServerErrorException'],
  THROTTLED: [429, 'Too Many Requests', 'TooManyRequestsException'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Unsupported Media Type', 'BadRequestException'],
  REQUEST_TOO_LARGE: [413, 'Request Too Long', 'RequestEntityTooLargeException'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out', 'InternalServerErrorException'],
  // A function failed or returned a malformed answer. Only DEFAULT_5XX can shape this response.
  DEFAULT_5XX: [502, 'Internal server error', 'InternalServerErrorException'],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string, errorType: string]>>;

export type GatewayRefusalType = keyof typeof gatewayRefusals;

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Buffer;
  /** The type, for the access log. */
  readonly refusal?: GatewayRefusalType;
}

/**
 * Returns the answer of a gateway response type.
 * @param message replaces the message of the type
 */
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
