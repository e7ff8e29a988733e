import { noValue, resolve, truth, type Names, type Resolved } from './intrinsics.ts';
import { Cursor, isObject, type Json, type JsonObject } from './json.ts';
import { withGlobals } from './globals.ts';
import type { ParameterValue } from './parameters.ts';
import { physical, type Physical, type StackPlace } from './physical.ts';
import { TemplateError } from './problem.ts';

/** A resource whose condition is true, with every intrinsic resolved. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Cursor;
  readonly deletionPolicy: string | undefined;
  readonly updateReplacePolicy: string | undefined;
}

export interface StackValuesOptions {
  readonly stack: StackPlace;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Ids that running stand-ins gave: logical id → what `!Ref` gives. */
  readonly resourceValues: Readonly<Record<string, string>>;
}

const inProgress = Symbol('in progress');

/** Holds the values of one stack. Each is computed once, on first use. A circular reference is a TemplateError. */
export class StackValues implements Names {
  readonly #template: Cursor;
  readonly #options: StackValuesOptions;
  readonly #conditions = new Map<string, boolean | typeof inProgress>();
  readonly #resources = new Map<string, Resource | typeof inProgress>();
  readonly #physicals = new Map<string, Physical>();
  readonly #pseudo: Readonly<Record<string, Resolved>>;

  constructor(template: Cursor, options: StackValuesOptions) {
    this.#template = template;
    this.#options = options;
    const { name, region, accountId, partition, urlSuffix } = options.stack;
    this.#pseudo = {
      'AWS::AccountId': accountId,
      'AWS::NoValue': noValue,
      'AWS::Partition': partition,
      'AWS::Region': region,
      'AWS::StackName': name,
      'AWS::URLSuffix': urlSuffix,
    };
  }

  ref(name: string, place: string): Resolved {
    const value = this.#options.parameters[name] ?? this.#pseudo[name];
    if (value !== undefined) return value;
    return this.#physical(name, place).id;
  }

  attribute(logicalId: string, attribute: string, place: string): Json {
    const value = this.#physical(logicalId, place).attributes[attribute];
    if (value === undefined) {
      throw new TemplateError(place, `!GetAtt ${logicalId}.${attribute} is not implemented by the local stack.`);
    }
    return value;
  }

  condition(name: string, place: string): boolean {
    const declared = this.#template.maybe('Conditions')?.maybe(name);
    if (declared === undefined) throw new TemplateError(place, `There is no condition "${name}".`);
    return memoized(this.#conditions, name, place, () => truth(declared.value, declared.place, this));
  }

  /** Resolves the value at one place of the template. */
  resolved(cursor: Cursor): Cursor {
    const value = resolve(cursor.value, cursor.place, this);
    return value === noValue ? cursor.fail('AWS::NoValue cannot stand here.') : new Cursor(value, cursor.place);
  }

  holds(cursor: Cursor): boolean {
    return truth(cursor.value, cursor.place, this);
  }

  /** Returns a resource, or `undefined` when its condition is false. */
  resource(logicalId: string, place: string): Resource | undefined {
    const declared = this.#template.at('Resources').maybe(logicalId);
    if (declared === undefined) throw new TemplateError(place, `There is nothing named "${logicalId}".`);
    const condition = declared.maybe('Condition');
    if (condition !== undefined && !this.condition(condition.text(), condition.place)) return undefined;
    return memoized(this.#resources, logicalId, place, () => this.#read(logicalId, declared));
  }

  #read(logicalId: string, declared: Cursor): Resource {
    declared.only(
      ...['Condition', 'DeletionPolicy', 'DependsOn', 'IgnoreGlobals', 'Metadata', 'Properties', 'Type'],
      'UpdateReplacePolicy',
    );
    const type = declared.at('Type').text();
    const globals = this.#template.maybe('Globals')?.value;
    const properties = declared.maybe('Properties')?.object() ?? {};
    const ignored = declared.maybe('IgnoreGlobals');
    const merged = withGlobals(
      type,
      properties,
      isObject(globals) ? globals : emptyObject,
      ignored && namesIn(ignored),
    );
    return {
      logicalId,
      type,
      properties: this.resolved(new Cursor(merged, `${declared.place}.Properties`)),
      deletionPolicy: declared.maybe('DeletionPolicy')?.text(),
      updateReplacePolicy: declared.maybe('UpdateReplacePolicy')?.text(),
    };
  }

  #physical(logicalId: string, place: string): Physical {
    const value = this.#physicals.get(logicalId) ?? this.#named(logicalId, place);
    this.#physicals.set(logicalId, value);
    return value;
  }

  /** Needs the name property of the resource only, so that two resources may mention each other's names. */
  #named(logicalId: string, place: string): Physical {
    const declared = this.#template.at('Resources').maybe(logicalId);
    if (declared === undefined) throw new TemplateError(place, `There is nothing named "${logicalId}".`);
    const condition = declared.maybe('Condition');
    if (condition !== undefined && !this.condition(condition.text(), condition.place)) {
      throw new TemplateError(place, `"${logicalId}" is left out by its condition ${condition.text()}.`);
    }
    const names = (declared.maybe('Properties')?.entries() ?? []).filter(([key]) => nameProperties.has(key));
    const resolved = names.map(([key, value]) => [key, this.resolved(value).value] as const);
    return physical(declared.at('Type').text(), {
      stack: this.#options.stack,
      logicalId,
      properties: new Cursor(Object.fromEntries(resolved), `${declared.place}.Properties`),
      given: this.#options.resourceValues[logicalId],
    });
  }
}

const emptyObject: JsonObject = {};
const nameProperties = new Set([
  ...['BucketName', 'RoleName', 'LogGroupName', 'FunctionName', 'Name', 'StageName', 'StateMachineName'],
]);

/** Reads `IgnoreGlobals`: the names of properties. SAM also takes `*` for all of them. */
const namesIn = (ignored: Cursor): readonly string[] => ignored.list().map((it) => it.text());

function memoized<T>(memory: Map<string, T | typeof inProgress>, name: string, place: string, read: () => T): T {
  const known = memory.get(name);
  if (known === inProgress) throw new TemplateError(place, `"${name}" refers to itself.`);
  if (known !== undefined) return known;
  memory.set(name, inProgress);
  const value = read();
  memory.set(name, value);
  return value;
}
