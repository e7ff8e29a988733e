import type { Call } from './call.ts';
import type { GatewayAnswer } from './refusal.ts';

/**
 * Returns one line of the access log in the format of the template. A variable without a value is written as `-`, as
 * API Gateway does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function accessLogLine(format: string, call: Call, answer: GatewayAnswer, latencyMs: number): string {
  const context = accessLogContext(call, answer, latencyMs);
  return format.replace(/\$context\.([\w.]*\w)/g, (_, name: string) => String(context.get(name) ?? '-'));
}

function accessLogContext(
  call: Call,
  answer: GatewayAnswer,
  latencyMs: number,
): ReadonlyMap<string, string | number | undefined> {
  const { claims = {}, integrationMs } = call;
  return new Map<string, string | number | undefined>([
    ['requestId', call.requestId],
    ['requestTimeEpoch', call.at.getTime()],
    ['identity.sourceIp', call.request.socket.remoteAddress],
    ['httpMethod', call.request.method],
    ['resourcePath', call.matched?.resource],
    ['status', answer.status],
    ['error.responseType', answer.refusal],
    ['responseLength', Buffer.byteLength(answer.body)],
    ['responseLatency', Math.round(latencyMs)],
    ['integrationLatency', integrationMs === undefined ? undefined : Math.round(integrationMs)],
    ...Object.entries(claims).map(([name, value]) => [`authorizer.claims.${name}`, value] as const),
  ]);
}
