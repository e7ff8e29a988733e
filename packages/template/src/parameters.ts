import type { Cursor } from './json.ts';

export type ParameterValue = string | number;

const known = [
  'AllowedPattern',
  'AllowedValues',
  'ConstraintDescription',
  'Default',
  'Description',
  'MaxLength',
].concat([...['MaxValue', 'MinLength', 'MinValue', 'NoEcho', 'Type']]);

/**
 * Returns the parameters of the template with the given values or their defaults, checked as CloudFormation does.
 * `Type: Number` becomes a number, so that `!Ref` gives one where a property wants one.
 */
export function readParameters(
  parameters: Cursor,
  given: Readonly<Record<string, ParameterValue>>,
): Readonly<Record<string, ParameterValue>> {
  const unknown = Object.keys(given).find((name) => parameters.maybe(name) === undefined);
  if (unknown !== undefined) parameters.fail(`There is no parameter "${unknown}".`);
  return Object.fromEntries(parameters.entries().map(([name, it]) => [name, readParameter(it, given[name])]));
}

function readParameter(declared: Cursor, given: ParameterValue | undefined): ParameterValue {
  declared.only(...known);
  const value = given ?? declared.maybe('Default')?.value;
  if (typeof value !== 'string' && typeof value !== 'number') return declared.fail('A value is missing.');
  const allowed = declared.maybe('AllowedValues')?.list();
  if (allowed !== undefined && !allowed.some((it) => sameText(it.value, value))) {
    return declared.fail(
      `"${value}" is not one of AllowedValues: ${allowed.map((it) => JSON.stringify(it.value)).join(', ')}.`,
    );
  }
  switch (declared.at('Type').text()) {
    case 'String':
      return checkedText(declared, String(value));
    case 'Number':
      return checkedNumber(declared, Number(value));
    default:
      return declared.at('Type').fail('Only String and Number are implemented by the local stack.');
  }
}

function checkedText(declared: Cursor, value: string): string {
  const pattern = declared.maybe('AllowedPattern')?.text();
  // CloudFormation matches the whole value.
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) {
    const rule = declared.maybe('ConstraintDescription')?.text() ?? `does not match AllowedPattern ${pattern}`;
    declared.fail(`"${value}" ${rule}`);
  }
  if (value.length < (declared.maybe('MinLength')?.number() ?? 0)) declared.fail(`"${value}" is too short.`);
  if (value.length > (declared.maybe('MaxLength')?.number() ?? Infinity)) declared.fail(`"${value}" is too long.`);
  return value;
}

function checkedNumber(declared: Cursor, value: number): number {
  if (!Number.isFinite(value)) declared.fail('Must be a number.');
  const [least, most] = [declared.maybe('MinValue')?.number(), declared.maybe('MaxValue')?.number()];
  if (least !== undefined && value < least) declared.fail(`${value} is below MinValue ${least}.`);
  if (most !== undefined && value > most) declared.fail(`${value} is above MaxValue ${most}.`);
  return value;
}

const sameText = (left: unknown, right: ParameterValue): boolean =>
  (typeof left === 'string' || typeof left === 'number') && String(left) === String(right);
