export type GatewayName = 'sam local start-api' | 'ministack';

export interface GatewayDifference {
  /** The answer of the other gateway. */
  readonly answer: string;
  readonly reason: string;
}

const noAuthorizer = {
  answer: '401 to the app unauthorized',
  reason: 'SAM runs no authorizer, so the function refuses the token itself',
};
const ministackHasNoGatewayResponses = {
  answer: '401 Unauthorized',
  reason: 'ministack does not read gateway responses, and so sends no CORS headers of its own',
};
const samHasNoGatewayResponses = {
  answer: '403 Missing Authentication Token',
  reason: 'SAM does not read GatewayResponses, and so sends no CORS headers of its own',
};

/**
 * The answers of another gateway that differ from the built-in one, and why the built-in one does not follow it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const gatewayDifferences: Readonly<Record<GatewayName, Readonly<Record<string, GatewayDifference>>>> = {
  'sam local start-api': {
    'no token': noAuthorizer,
    'an empty token': noAuthorizer,
    'no JWT': noAuthorizer,
    'an ID token': noAuthorizer,
    'a token without Bearer': {
      ...noAuthorizer,
      reason: 'the authorizer of Cognito takes the token alone too; SAM runs none, and the function wants "Bearer"',
    },
    'another route': samHasNoGatewayResponses,
    'another route without a token': samHasNoGatewayResponses,
    'another method': samHasNoGatewayResponses,
    'a route in other letters': samHasNoGatewayResponses,
    HEAD: { answer: '502', reason: 'SAM gives HEAD to the function of GET, whose answer has a body' },
    'two slashes': { answer: '502 unavailable', reason: 'SAM ends the connection' },
    'a name in the path that is encoded': {
      answer: '403 Missing Authentication Token',
      reason: 'SAM decodes the slash before it looks for the route',
    },
    'bytes that are no text': { answer: '502 Internal server error', reason: 'SAM cannot make an event of them' },
  },
  ministack: {
    'no token': ministackHasNoGatewayResponses,
    'an empty token': ministackHasNoGatewayResponses,
    'no JWT': ministackHasNoGatewayResponses,
    'an ID token': ministackHasNoGatewayResponses,
    'another route': { ...ministackHasNoGatewayResponses, answer: '403 Missing Authentication Token' },
    'another route without a token': { ...ministackHasNoGatewayResponses, answer: '403 Missing Authentication Token' },
    'another method': { ...ministackHasNoGatewayResponses, answer: '403 Missing Authentication Token' },
    'a route in other letters': { ...ministackHasNoGatewayResponses, answer: '403 Missing Authentication Token' },
    HEAD: { ...ministackHasNoGatewayResponses, answer: '403' },
    'two slashes': { answer: '200 to the app files,folders', reason: 'its router drops empty parts of a path' },
    'a preflight': { answer: '200', reason: 'ministack does not answer with the parameters of the mock integration' },
    'a preflight from elsewhere': {
      answer: '200',
      reason: 'ministack does not answer with the parameters of the mock integration',
    },
    'a name in the path that is encoded': {
      answer: '403 Missing Authentication Token',
      reason: 'ministack decodes the slash before it looks for the route',
    },
  },
};
