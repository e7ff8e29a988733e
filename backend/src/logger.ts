export type LogLevel = 'INFO' | 'WARN' | 'ERROR';

/**
 * Writes one line of JSON for CloudWatch, in the field names of Lambda's own JSON log format. Lambda sets the variable to the
 * template's LogLevel and drops what is below it, but only where it runs itself. `facts` are names, sizes and times only: never a
 * token, a signed URL, a body or a whole event. Decision 0006 says why this is not Powertools Logger.
 */
export function log(level: LogLevel, message: string, facts: Readonly<Record<string, unknown>>): void {
  if (level !== 'ERROR' && process.env['AWS_LAMBDA_LOG_LEVEL'] === 'ERROR') return;
  const line = { timestamp: new Date().toISOString(), level, message, ...facts };
  process.stdout.write(`${JSON.stringify(line, asPlain)}\n`);
}

/** Makes an error plain: its own properties are not enumerable, and its class may carry what does not belong in a log. */
function asPlain(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack } = withoutNames(value);
  return { name, message, stack, ...(value.cause !== undefined && { cause: value.cause }) };
}

/** Returns the error without names of files, for everything that writes it into a log. */
export function withoutNames({ name, message, stack }: Error): Error {
  const said = withoutKey(message);
  return Object.assign(new Error(said), { name, stack: stack?.replace(message, () => said) });
}

/**
 * Leaves the key out of the ARN of an object, which S3 names when it refuses a request: on resource: "arn:aws:s3:::bucket/key"
 * because no identity-based policy allows the action. A key may have quotes and ends at the last one.
 */
function withoutKey(message: string): string {
  return message.replace(/(arn:aws:s3:::[^/\s":]+\/)(?:[^]*(?=")|\S*)/, '$1…');
}
