import { isList, isObject, type Json, type JsonObject } from './json.ts';
import { TemplateError } from './problem.ts';

/** Value of `!Ref AWS::NoValue`. A property with this value is left out. */
export const noValue = Symbol('AWS::NoValue');
export type Resolved = Json | typeof noValue;

/** Looks up names for the intrinsics. Each method may throw a TemplateError for a name that it does not know. */
export interface Names {
  /** Returns the value of a parameter, a pseudo parameter or a resource. */
  ref(name: string, place: string): Resolved;
  attribute(logicalId: string, attribute: string, place: string): Json;
  condition(name: string, place: string): boolean;
}

type Intrinsic = (argument: Json, place: string, names: Names) => Resolved;

const table: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, place, names) => names.ref(text(argument, place), place),
  Condition: (argument, place, names) => names.condition(text(argument, place), place),
  'Fn::GetAtt': (argument, place, names) => {
    const [logicalId, attribute] = list(argument, place, 2);
    return names.attribute(text(logicalId, place), text(attribute, place), place);
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, place, names) => {
    const [delimiter, values] = list(argument, place, 2);
    const parts = list(resolved(values, place, names), place);
    return parts.map((part) => text(part, place)).join(text(delimiter, place));
  },
  'Fn::If': (argument, place, names) => {
    const [condition, whenTrue, whenFalse] = list(argument, place, 3);
    return resolve((names.condition(text(condition, place), place) ? whenTrue : whenFalse) ?? null, place, names);
  },
  'Fn::Equals': (argument, place, names) => {
    const [left, right] = list(argument, place, 2);
    return text(resolved(left, place, names), place) === text(resolved(right, place, names), place);
  },
  'Fn::Not': (argument, place, names) => !truth(list(argument, place, 1)[0], place, names),
  'Fn::And': (argument, place, names) => list(argument, place).every((it) => truth(it, place, names)),
  'Fn::Or': (argument, place, names) => list(argument, place).some((it) => truth(it, place, names)),
  'Fn::Select': (argument, place, names) => {
    const [index, values] = list(argument, place, 2);
    const all = list(resolved(values, place, names), place);
    return all[Number(text(resolved(index, place, names), place))] ?? fail(place, 'Fn::Select: no such element.');
  },
  'Fn::Split': (argument, place, names) => {
    const [delimiter, value] = list(argument, place, 2);
    return text(resolved(value, place, names), place).split(text(delimiter, place));
  },
};

/**
 * Replaces every intrinsic in `value`. Properties and list elements that are `AWS::NoValue` disappear.
 * @throws TemplateError naming the place, for an intrinsic that is not in the table above or cannot be resolved
 */
export function resolve(value: Json, place: string, names: Names): Resolved {
  if (isList(value)) {
    return value.map((it, index) => resolve(it, `${place}[${index}]`, names)).filter((it) => it !== noValue);
  }
  if (!isObject(value)) return value;
  const name = intrinsicOf(value, place);
  if (name !== undefined) return apply(name, value[name] ?? null, place, names);
  const entries = Object.entries(value).map(([key, it]) => [key, resolve(it, `${place}.${key}`, names)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== noValue));
}

/** `{ Ref: … }` and `{ 'Fn::…': … }` are intrinsics when they are alone; `Condition` only where a condition is asked for. */
function intrinsicOf(value: JsonObject, place: string): string | undefined {
  const keys = Object.keys(value);
  const name = keys.find((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (name !== undefined && keys.length > 1) fail(place, `${name} must stand alone.`);
  return name;
}

function apply(name: string, argument: Json, place: string, names: Names): Resolved {
  const intrinsic = table[name];
  if (intrinsic === undefined) return fail(place, `${name} is not implemented by the local stack.`);
  return intrinsic(argument, place, names);
}

/** Evaluates a condition, which is a boolean intrinsic or `{ Condition: name }`. */
export function truth(value: Json | undefined, place: string, names: Names): boolean {
  const isName = isObject(value) && Object.keys(value).length === 1 && value['Condition'] !== undefined;
  const result = isName ? apply('Condition', value['Condition'] ?? null, place, names) : resolved(value, place, names);
  return typeof result === 'boolean' ? result : fail(place, 'Must be a condition.');
}

const placeholder = /\$\{(!?)([^}]*)\}/g;

function substitute(argument: Json, place: string, names: Names): Json {
  const [template, variables = {}]: readonly Json[] = isList(argument) ? list(argument, place, 2) : [argument];
  if (!isObject(variables)) return fail(place, 'Fn::Sub wants a map of variables.');
  return text(template, place).replace(placeholder, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const own = variables[name];
    if (own !== undefined) return text(resolved(own, place, names), place);
    const dot = name.indexOf('.');
    const value = dot < 0 ? names.ref(name, place) : names.attribute(name.slice(0, dot), name.slice(dot + 1), place);
    return value === noValue ? fail(place, `Fn::Sub: \${${name}} has no value.`) : text(value, place);
  });
}

function resolved(value: Json | undefined, place: string, names: Names): Json {
  const result = resolve(value ?? null, place, names);
  return result === noValue ? fail(place, 'AWS::NoValue cannot stand here.') : result;
}

function text(value: Json | undefined, place: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return fail(place, 'Must be text.');
}

function list(value: Json, place: string, length?: number): readonly Json[] {
  if (!isList(value)) return fail(place, 'Must be a list.');
  if (length !== undefined && value.length !== length) return fail(place, `Must have ${length} elements.`);
  return value;
}

function fail(place: string, sentence: string): never {
  throw new TemplateError(place, sentence);
}
