/**
 * What this back end reads of an API Gateway REST proxy event, before anything is checked. The type is narrower than that of
 * `@types/aws-lambda`, and states what may be absent (`sam local` leaves properties out).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export interface HttpEvent {
  readonly httpMethod: string;
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly pathParameters?: Readonly<Record<string, string | undefined>> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly requestContext?: {
    readonly requestId?: string;
    readonly authorizer?: { readonly claims?: unknown } | null | undefined;
  };
}

/** The answer that goes back to API Gateway. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Returns a header. Names come in any case: from HTTP/2 in lower case, from HTTP/1.1 as the client wrote them. */
export function headerOf({ headers }: HttpEvent, name: string): string | undefined {
  for (const [key, value] of Object.entries(headers ?? {})) {
    if (key.toLowerCase() === name) return value;
  }
  return undefined;
}
