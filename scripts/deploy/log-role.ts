import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';

/**
 * Returns the parameters that let a new stack's API write an access log. There are none when the account's API Gateway
 * has a role for that already: other APIs use it too, so it is left alone.
 */
export async function logRoleParameters(region: string): Promise<readonly string[]> {
  const client = new APIGatewayClient({ region });
  const { cloudwatchRoleArn = '' } = await client.send(new GetAccountCommand({}));
  client.destroy();
  return cloudwatchRoleArn === '' ? ['ApiGatewayLogRole=create'] : [];
}
