import type { Context } from 'aws-lambda';
import * as v from 'valibot';

import { log } from '../logger.ts';

/** What the rule of a trigger gives back: what the user pool is answered, and what is logged of it. */
export interface TriggerResult {
  readonly response: object;
  readonly facts: Readonly<Record<string, string | boolean | undefined>>;
}

export type TriggerHandler = (event: unknown, context: Context) => Promise<object>;

/** The parts of an event that every line of the log has; none of them is a secret, a name or an address. */
interface Logged {
  readonly triggerSource: string;
  readonly callerContext: { readonly clientId?: string | null | undefined };
  readonly request: { readonly userAttributes: { readonly sub?: string | null | undefined } };
}

/**
 * Makes a Lambda handler that the user pool calls. IAM lets nobody else call it (template.yaml). An event that is not the one of
 * `schema` and every error of the rule are thrown: then Cognito refuses what it was about to do, and nobody is let in.
 */
export function triggerHandler<TSchema extends v.GenericSchema<unknown, Logged>>(
  schema: TSchema,
  rule: (event: v.InferOutput<TSchema>) => TriggerResult | Promise<TriggerResult>,
): TriggerHandler {
  return async (event, { functionName, awsRequestId }) => {
    const startedAt = performance.now();
    const { success, output, issues } = v.safeParse(schema, event);
    // The values stay out of the log: attributes of a person are among them.
    if (!success) throw new Error(`The user pool sent an unknown event: ${v.getDotPath(issues[0]) ?? 'no object'}.`);
    const { response, facts } = await rule(output);
    const { triggerSource, callerContext, request } = output;
    const milliseconds = Math.round(performance.now() - startedAt);
    const clientId = callerContext.clientId ?? undefined;
    const caller = request.userAttributes.sub ?? undefined;
    const said = { lambdaRequestId: awsRequestId, operation: functionName, caller, triggerSource, clientId };
    log('INFO', 'decided', { ...said, ...facts, milliseconds });
    return { ...(event as object), response };
  };
}
