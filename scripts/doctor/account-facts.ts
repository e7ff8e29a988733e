import { GetAccountCommand, type APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { paginateListServiceQuotas, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';

import type { ApiLimit, FunctionLimit, SignInLimit } from './facts.ts';

export async function functionLimit(lambda: LambdaClient): Promise<FunctionLimit> {
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
  return { atOnce: AccountLimit?.UnreservedConcurrentExecutions ?? 0 };
}

export async function apiLimit(gateway: APIGatewayClient): Promise<ApiLimit> {
  const { throttleSettings } = await gateway.send(new GetAccountCommand({}));
  return { requestsPerSecond: throttleSettings?.rateLimit ?? 0, burst: throttleSettings?.burstLimit ?? 0 };
}

/** Cognito itself has no call for its limits; AWS Service Quotas knows the account's. */
export async function signInLimit(quotas: ServiceQuotasClient): Promise<SignInLimit> {
  for await (const { Quotas = [] } of paginateListServiceQuotas({ client: quotas }, { ServiceCode: 'cognito-idp' })) {
    const found = Quotas.find(({ QuotaName = '' }) => QuotaName.includes('UserAuthentication'));
    if (found !== undefined) return { perSecond: found.Value, quotaCode: found.QuotaCode ?? '' };
  }
  return { perSecond: undefined, quotaCode: '' };
}
