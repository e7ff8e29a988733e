import type { Resource } from './stack-values.ts';

/** Describes an `AWS::Serverless::Function` as the gateway runs it. */
export interface FunctionView {
  readonly logicalId: string;
  readonly functionName: string;
  readonly arn: string;
  /** File and export of the bundle, such as `presign-put.handler`. */
  readonly handler: string;
  readonly runtime: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly architecture: string;
  /** Logical id of its `AWS::IAM::Role`. */
  readonly roleId: string;
  /** Logical id of its `AWS::Logs::LogGroup`. */
  readonly logGroupId: string;
  readonly logGroupName: string;
  readonly logFormat: string;
  /** Least level of the lines that the code of the function logs. */
  readonly logLevel: string;
}

/** Lets the reader of one part of the template look up other parts. */
export interface Lookup {
  readonly id: (logicalId: string) => string;
  readonly attribute: (logicalId: string, attribute: string) => string;
  /** Returns the resource of `type` that has this id or ARN. */
  readonly find: (type: string, idOrArn: string) => string | undefined;
}

// Lambda's own defaults: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
const defaultTimeoutSeconds = 3;
const defaultMemoryMb = 128;
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
const defaultLogLevel = 'INFO';

/** @throws TemplateError for a property that changes how a function runs and is not understood here */
export function readFunction({ logicalId, properties }: Resource, lookup: Lookup): FunctionView {
  properties.only(
    ...['Architectures', 'CodeUri', 'Description', 'Environment', 'Events', 'FunctionName', 'Handler', 'LoggingConfig'],
    ...['MemorySize', 'Role', 'Runtime', 'Timeout', 'Tracing'],
  );
  const role = properties.at('Role');
  const logging = properties.at('LoggingConfig').only('ApplicationLogLevel', 'LogFormat', 'LogGroup');
  const logGroupName = logging.at('LogGroup').text();
  const variables = properties.maybe('Environment')?.only('Variables').maybe('Variables')?.entries() ?? [];
  return {
    logicalId,
    functionName: lookup.id(logicalId),
    arn: lookup.attribute(logicalId, 'Arn'),
    handler: properties.at('Handler').text(),
    runtime: properties.at('Runtime').text(),
    environment: Object.fromEntries(variables.map(([name, it]) => [name, environmentText(it.value) ?? it.text()])),
    timeoutSeconds: properties.maybe('Timeout')?.number() ?? defaultTimeoutSeconds,
    memoryMb: properties.maybe('MemorySize')?.number() ?? defaultMemoryMb,
    architecture: properties.maybe('Architectures')?.list()[0]?.text() ?? 'x86_64',
    roleId: lookup.find('AWS::IAM::Role', role.text()) ?? role.fail('Is not the ARN of a role of this template.'),
    logGroupId:
      lookup.find('AWS::Logs::LogGroup', logGroupName) ?? logging.fail('Is not a log group of this template.'),
    logGroupName,
    logFormat: logging.maybe('LogFormat')?.text() ?? 'Text',
    logLevel: logging.maybe('ApplicationLogLevel')?.text() ?? defaultLogLevel,
  };
}

const environmentText = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
