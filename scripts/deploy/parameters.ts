import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { checkParameters, TemplateError, type Json, type ReadTemplateOptions } from '@airlock/template';

import { DeployError } from './deploy-error.ts';
import { parameterOf } from './stack.ts';

/** The name of each parameter with its value as text. */
export type Parameters = ReadonlyMap<string, string>;

/** Reads `NAME=VALUE`. Of two values for a parameter the later one counts. */
export const readOverrides = (overrides: readonly string[]): Parameters =>
  new Map(overrides.map((it) => [it.slice(0, it.indexOf('=')), it.slice(it.indexOf('=') + 1)]));

/**
 * Returns every parameter of the template with the value that a stack gets: what was given, else the default. Without a value the SAM
 * CLI would send the one of the last deploy, so that an override that was removed would stay.
 * @throws DeployError with a sentence for each value and rule that CloudFormation would refuse
 */
export function allParameters(template: Json, place: Omit<ReadTemplateOptions, 'parameters'>, given: Parameters) {
  const { parameters, broken } = checked(template, { ...place, parameters: Object.fromEntries(given) });
  if (broken.length > 0) throw new DeployError(`${broken.join('\n')}\n\n${howToMend}`);
  return new Map(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

const howToMend =
  'Give parameters with --parameter NAME=VALUE, or in parameter_overrides of samconfig.toml. Nothing was changed.';

function checked(template: Json, options: ReadTemplateOptions) {
  try {
    return checkParameters(template, options);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new DeployError(`${error.place.split('.').at(-1) ?? ''}: ${error.sentence}\n\n${howToMend}`);
  }
}

/**
 * Adds what the access log of the API needs, unless somebody has said it. A stack that made the account's role keeps it: otherwise
 * CloudFormation would forget the role. A stack in an account without any role makes one; a role that is there is left alone,
 * because other APIs use it too.
 */
export async function withLogRole(given: Parameters, region: string, before: Stack | undefined): Promise<Parameters> {
  const name = 'ApiGatewayLogRole';
  if (given.has(name)) return given;
  if (parameterOf(before, name) === 'create') return new Map([...given, [name, 'create']]);
  const client = new APIGatewayClient({ region });
  const { cloudwatchRoleArn = '' } = await client.send(new GetAccountCommand({})).finally(() => client.destroy());
  return cloudwatchRoleArn === '' ? new Map([...given, [name, 'create']]) : given;
}

/** Says which parameters of a stack will change, one line each. A removed override is among them. */
export function changedParameters(before: Stack | undefined, after: Parameters): readonly string[] {
  return (before?.Parameters ?? []).flatMap(({ ParameterKey = '', ParameterValue: old = '' }) => {
    const value = after.get(ParameterKey);
    return value === undefined || value === old ? [] : [`${ParameterKey}: ${shown(old)} → ${shown(value)}`];
  });
}

const shown = (value: string): string => (value === '' ? '(empty)' : value);

/** Writes parameters as the SAM CLI reads them. Without the quotes it refuses an empty value. */
export const asOverrides = (parameters: Parameters): readonly string[] =>
  [...parameters].map(([name, value]) => `${name}="${value.replaceAll('"', '\\"')}"`);
