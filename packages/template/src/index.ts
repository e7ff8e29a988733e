import { readApi, readRoutes, type Api, type Route } from './api.ts';
import { readFunction, type FunctionView, type Lookup } from './functions.ts';
import { Cursor, type Json } from './json.ts';
import { readParameters, type ParameterValue } from './parameters.ts';
import type { StackPlace } from './physical.ts';
import { TemplateError } from './problem.ts';
import { StackValues, type Resource } from './stack-values.ts';
import { readStateMachine, type StateMachineView } from './state-machines.ts';
import { readTriggers, type Trigger } from './triggers.ts';
import { parseTemplate } from './yaml.ts';

export { parseTemplate } from './yaml.ts';

export type { Api, Authorizer, Cors, GatewayResponses, Route, Throttle } from './api.ts';
export type { FunctionView } from './functions.ts';
export { Cursor, type Json, type JsonObject } from './json.ts';
export type { ParameterValue } from './parameters.ts';
export type { StackPlace } from './physical.ts';
export { TemplateError } from './problem.ts';
export type { Resource } from './stack-values.ts';
export type { StateMachineView } from './state-machines.ts';
export type { Trigger, TriggerName } from './triggers.ts';

export interface ReadTemplateOptions {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  /** Values of parameters that differ from the default. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Ids that running stand-ins gave, logical id → what `!Ref` gives: `{ UserPool: 'us-east-1_…' }`. */
  readonly resourceValues?: Readonly<Record<string, string>>;
}

/** Represents a template for one stack, with conditions applied and every intrinsic resolved. */
export interface ResolvedResources {
  readonly stack: StackPlace;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, Json>>;
  /** @throws TemplateError when there is none, or its condition is false */
  readonly resource: (logicalId: string) => Resource;
  /** Returns the value of `!Ref`. */
  readonly id: (logicalId: string) => string;
  /** Returns the value of `!GetAtt`. */
  readonly attribute: (logicalId: string, attribute: string) => string;
  readonly ofType: (type: string) => readonly Resource[];
}

/** Represents template.yaml for one stack, with its API, functions and state machines as SAM describes them. */
export interface ResolvedTemplate extends ResolvedResources {
  readonly api: Api;
  readonly routes: readonly Route[];
  readonly functions: readonly FunctionView[];
  readonly stateMachines: readonly StateMachineView[];
  /** The functions that the user pool calls. */
  readonly triggers: readonly Trigger[];
}

const sections = ['AWSTemplateFormatVersion', 'Conditions', 'Description', 'Globals', 'Metadata', 'Outputs'].concat([
  ...['Parameters', 'Resources', 'Rules', 'Transform'],
]);

/**
 * Reads template.yaml as CloudFormation and SAM would for a stack at this place.
 * @throws TemplateError naming the place, for everything that cannot be resolved or is not understood: never a guess
 */
export function readTemplate(file: string, options: ReadTemplateOptions): ResolvedTemplate {
  return resolveTemplate(parseTemplate(file), options);
}

/** Resolves a template that `parseTemplate` has read, so that it can be resolved again with other values. */
export function resolveTemplate(parsed: Json, options: ReadTemplateOptions): ResolvedTemplate {
  const resolved = resolveResources(parsed, options);
  return { ...resolved, ...serverlessViews(resolved) };
}

/** Resolves any template as `resolveTemplate` does, one that SAM has transformed too, which has no serverless resources. */
export function resolveResources(parsed: Json, options: ReadTemplateOptions): ResolvedResources {
  const { template, stack, parameters, values } = prepare(parsed, options);
  brokenAssertions(template, values)[0]?.fail();
  const all = template.at('Resources').entries();
  const resources = all.flatMap(([logicalId, { place }]) => values.resource(logicalId, place) ?? []);
  const place = template.place;
  return {
    ...{ stack, parameters, resources, outputs: readOutputs(template, values) },
    resource: (wanted) =>
      resources.find(({ logicalId }) => logicalId === wanted) ??
      template.at('Resources').fail(`"${wanted}" is missing.`),
    id: (logicalId) => new Cursor(withText(values.ref(logicalId, place)), logicalId).text(),
    attribute: (logicalId, attribute) => new Cursor(values.attribute(logicalId, attribute, place), logicalId).text(),
    ofType: (type) => resources.filter((it) => it.type === type),
  };
}

export interface CheckedParameters {
  /** Every parameter of the template: the given values, and the defaults of all others. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** The sentences of all rules that the values break. CloudFormation would refuse the stack. */
  readonly broken: readonly string[];
}

/**
 * Reads the parameters of a stack and examines the template's rules, as CloudFormation does before it creates anything.
 * @throws TemplateError for a parameter that the template does not have, or a value that its declaration does not allow
 */
export function checkParameters(parsed: Json, options: ReadTemplateOptions): CheckedParameters {
  const { template, parameters, values } = prepare(parsed, options);
  return { parameters, broken: brokenAssertions(template, values).map(({ sentence }) => sentence) };
}

function prepare(parsed: Json, options: ReadTemplateOptions) {
  const template = new Cursor(parsed, 'template').only(...sections);
  const declared = template.maybe('Parameters') ?? new Cursor({}, 'template.Parameters');
  const parameters = readParameters(declared, options.parameters ?? {});
  const { stackName: name, region, accountId, resourceValues = {} } = options;
  const stack: StackPlace = { name, region, accountId, partition: 'aws', urlSuffix: 'amazonaws.com' };
  return { template, stack, parameters, values: new StackValues(template, { stack, parameters, resourceValues }) };
}

type Views = Omit<ResolvedTemplate, keyof ResolvedResources>;

function serverlessViews({ id, attribute, ofType }: ResolvedResources): Views {
  const find: Lookup['find'] = (type, wanted) =>
    ofType(type).find(({ logicalId: it }) => id(it) === wanted || attribute(it, 'Arn') === wanted)?.logicalId;
  const lookup: Lookup = { id, attribute, find };
  const [apiResource, second] = ofType('AWS::Serverless::Api');
  if (apiResource === undefined) throw new TemplateError('template.Resources', 'There is no AWS::Serverless::Api.');
  if (second !== undefined) second.properties.fail('A second API is not implemented by the local stack.');
  const api = readApi(apiResource, lookup);
  const functions = ofType('AWS::Serverless::Function');
  return {
    api,
    functions: functions.map((it) => readFunction(it, lookup)),
    stateMachines: ofType('AWS::Serverless::StateMachine').map((it) => readStateMachine(it, lookup)),
    routes: functions.flatMap((it) => readRoutes(it, api)),
    triggers: ofType('AWS::Cognito::UserPool').flatMap((it) => readTriggers(it, lookup)),
  };
}

const withText = (value: unknown): Json => (typeof value === 'string' ? value : null);

interface BrokenAssertion {
  readonly sentence: string;
  readonly fail: () => never;
}

/** Returns the assertions of `Rules` that are false. CloudFormation refuses a stack when there is one. */
function brokenAssertions(template: Cursor, values: StackValues): readonly BrokenAssertion[] {
  return (template.maybe('Rules')?.entries() ?? []).flatMap(([, rule]) => {
    const condition = rule.only('Assertions', 'RuleCondition').maybe('RuleCondition');
    if (condition !== undefined && !values.holds(condition)) return [];
    const all = rule.at('Assertions').list();
    const broken = all.filter((it) => !values.holds(it.only('Assert', 'AssertDescription').at('Assert')));
    return broken.map((it) => {
      const sentence = it.maybe('AssertDescription')?.text() ?? 'Is not true.';
      return { sentence, fail: () => it.fail(sentence) };
    });
  });
}

function readOutputs(template: Cursor, values: StackValues): Readonly<Record<string, Json>> {
  const outputs = (template.maybe('Outputs')?.entries() ?? []).filter(([, it]) => {
    const condition = it.only('Condition', 'Description', 'Export', 'Value').maybe('Condition');
    return condition === undefined || values.condition(condition.text(), condition.place);
  });
  return Object.fromEntries(outputs.map(([name, it]) => [name, values.resolved(it.at('Value')).value]));
}
