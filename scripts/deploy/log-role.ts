import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';

/**
 * What a new stack must be told so that its API may write an access log: nothing when the account's API Gateway has a role
 * for that, which other APIs use too and which is left alone.
 */
export async function logRoleParameters(region: string): Promise<readonly string[]> {
  const client = new APIGatewayClient({ region });
  const { cloudwatchRoleArn = '' } = await client.send(new GetAccountCommand({}));
  client.destroy();
  return cloudwatchRoleArn === '' ? ['ApiGatewayLogRole=create'] : [];
}
