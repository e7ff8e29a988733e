import { hasKey, isKnownKey } from './condition-keys.ts';
import { conditionValues, members, withoutVariables } from './document.ts';
import { matchesPattern, type Matches } from './patterns.ts';
import { malformed, notBuilt } from './policy-error.ts';

/** Condition keys with their values, `{ 's3:prefix': 'users/a/' }`, by names in lower case. */
export type Context = ReadonlyMap<string, string | readonly string[]>;

/** One operator with one key: it holds when any value of the request fits any value of the policy. */
export interface Condition {
  readonly operator: string;
  /** The condition key in lower case. */
  readonly key: string;
  readonly values: readonly string[];
  readonly holds: (action: string, context: Context) => boolean;
}

const operators: Readonly<Record<string, (wanted: string, place: string) => Matches>> = {
  StringEquals: (wanted) => (value) => value === wanted,
  StringLike: matchesPattern,
  NumericLessThan: (wanted, place) => numeric(wanted, place, (value, limit) => value < limit),
  NumericGreaterThan: (wanted, place) => numeric(wanted, place, (value, limit) => value > limit),
  Bool: (wanted, place) => {
    const isTrue = boolean(wanted, place);
    return (value) => value.toLowerCase() === String(isTrue);
  },
};

const operatorNames = [...Object.keys(operators), 'Null'].join(', ');

/** Reads the element Condition. All of its conditions must hold. Throws `PolicyError`. */
export function readConditions(element: unknown, place: string): readonly Condition[] {
  if (element === undefined) return [];
  return Object.entries(members(element, place)).flatMap(([operator, keys]) =>
    Object.entries(members(keys, `${place}.${operator}`)).map(([key, value]) =>
      readCondition(operator, key, value, place),
    ),
  );
}

function readCondition(operator: string, key: string, value: unknown, elementPlace: string): Condition {
  const place = `${elementPlace}.${operator}.${key}`;
  const values = conditionValues(value, place).map((it) => withoutVariables(it, place));
  const make = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (make === undefined && operator !== 'Null') {
    throw notBuilt(place, `the operator ${operator} is not implemented; use one of ${operatorNames}.`);
  }
  if (!isKnownKey(key)) {
    throw notBuilt(
      place,
      'this condition key is not implemented; packages/stand-ins/iam/condition-keys.ts lists those that are.',
    );
  }
  const name = key.toLowerCase();
  const holds =
    make === undefined
      ? isAbsent(
          name,
          values.map((it) => boolean(it, place)),
        )
      : fits(
          name,
          values.map((it) => make(it, place)),
        );
  return { operator, key: name, values, holds };
}

const fits =
  (key: string, wanted: readonly Matches[]): Condition['holds'] =>
  (action, context) => {
    const given = hasKey(action, key) ? context.get(key) : undefined;
    if (given === undefined) return false;
    const values = typeof given === 'string' ? [given] : given;
    return wanted.some((matches) => values.some(matches));
  };

const isAbsent =
  (key: string, wanted: readonly boolean[]): Condition['holds'] =>
  (action, context) =>
    wanted.includes(!(hasKey(action, key) && context.has(key)));

const decimal = /^-?\d+(?:\.\d+)?$/;

/** A value of the request that is no number fits no limit. */
function numeric(wanted: string, place: string, fitsLimit: (value: number, limit: number) => boolean): Matches {
  if (!decimal.test(wanted)) throw malformed(place, `"${wanted}" must be a decimal number.`);
  const limit = Number(wanted);
  return (value) => decimal.test(value) && fitsLimit(Number(value), limit);
}

function boolean(wanted: string, place: string): boolean {
  if (/^true$/i.test(wanted)) return true;
  if (/^false$/i.test(wanted)) return false;
  throw malformed(place, `"${wanted}" must be true or false.`);
}
