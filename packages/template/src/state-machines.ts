import { isList, isObject, type Cursor, type Json } from './json.ts';
import type { Lookup } from './functions.ts';
import type { Resource } from './stack-values.ts';

/** Describes an `AWS::Serverless::StateMachine` of type Standard. */
export interface StateMachineView {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The definition in the Amazon States Language, with `DefinitionSubstitutions` applied. */
  readonly definition: Json;
  /** Logical id of its `AWS::IAM::Role`. */
  readonly roleId: string;
}

/** @throws TemplateError for a property that changes how a state machine runs and is not understood here */
export function readStateMachine({ logicalId, properties }: Resource, lookup: Lookup): StateMachineView {
  properties.only('Definition', 'DefinitionSubstitutions', 'Logging', 'Name', 'Role', 'Tracing', 'Type');
  const type = properties.maybe('Type');
  if (type !== undefined && type.text() !== 'STANDARD') type.fail('Only STANDARD is implemented by the local stack.');
  const role = properties.at('Role');
  checkLogging(properties.maybe('Logging'), lookup);
  const values = properties.maybe('DefinitionSubstitutions')?.entries() ?? [];
  const substitutions = new Map(values.map(([name, value]) => [name, value.text()] as const));
  const definition = properties.at('Definition');
  definition.object();
  return {
    logicalId,
    name: lookup.attribute(logicalId, 'Name'),
    arn: lookup.id(logicalId),
    definition: substituted(definition, definition.value, substitutions),
    roleId: lookup.find('AWS::IAM::Role', role.text()) ?? role.fail('Is not the ARN of a role of this template.'),
  };
}

function checkLogging(logging: Cursor | undefined, lookup: Lookup): void {
  for (const destination of logging?.only('Destinations', 'IncludeExecutionData', 'Level').at('Destinations').list() ??
    []) {
    const arn = destination.at('CloudWatchLogsLogGroup').at('LogGroupArn');
    if (lookup.find('AWS::Logs::LogGroup', arn.text()) === undefined) arn.fail('Is not a log group of this template.');
  }
}

/** Replaces `${Name}` in every text of a definition. AWS refuses a definition with a name that has no value. */
function substituted(place: Cursor, value: Json, substitutions: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') {
    return value.replace(
      /\$\{([^}]*)\}/g,
      (_, name: string) => substitutions.get(name) ?? place.fail(`DefinitionSubstitutions has no "${name}".`),
    );
  }
  if (isList(value)) return value.map((it) => substituted(place, it, substitutions));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, it]) => [key, substituted(place, it, substitutions)] as const);
  return Object.fromEntries(entries);
}
