import type { FunctionView, StackPlace } from '@airlock/template';

import type { AccessKey } from '../sigv4/access-key.ts';

/**
 * Returns all environment variables that a function sees: the variables of the template and of Lambda, and nothing of
 * this process.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function executionEnvironment(
  it: FunctionView,
  { region }: StackPlace,
  credentials: AccessKey,
  logStreamName: string,
): Readonly<Record<string, string>> {
  return {
    ...it.environment,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${it.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(it.memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: it.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: it.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: it.logGroupName,
    AWS_LAMBDA_LOG_LEVEL: it.logLevel,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_REGION: region,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    // Lambda's user has a home without ~/.aws. Without this variable the SDK would read the one of the person at this
    // machine.
    HOME: '/home/sbx_user1051',
    LANG: 'en_US.UTF-8',
    LAMBDA_TASK_ROOT: '/var/task',
    _HANDLER: it.handler,
  };
}
