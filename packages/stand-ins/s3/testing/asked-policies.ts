import type { AuthorizationRequest } from '../../iam/authorize.ts';
import { Client } from './client.ts';
import { startStandIn } from './stand-in.ts';

export interface AskedPolicies {
  readonly client: Client;
  /** Every request about which the policies were asked, in order. */
  readonly asked: AuthorizationRequest[];
  readonly close: () => Promise<void>;
}

/** Starts the stand-in with policies that allow everything but the actions that `isDenied` names. */
export async function askPolicies(isDenied: (action: string) => boolean): Promise<AskedPolicies> {
  const asked: AuthorizationRequest[] = [];
  const authorize = (request: AuthorizationRequest) => {
    asked.push(request);
    return Promise.resolve(!isDenied(request.action));
  };
  const standIn = await startStandIn({ authorize });
  return { client: new Client(standIn.target), asked, close: () => standIn.close() };
}
