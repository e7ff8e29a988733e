import { toJsonSchema } from '@valibot/to-json-schema';
import type { JsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

import { propertyDescriptions } from './descriptions.ts';

/**
 * JSON Schema of what is sent. Rules that JSON Schema cannot say (those of paths) are in the descriptions. Throws for a
 * property that nobody has described.
 */
export function jsonSchema(schema: GenericSchema): JsonSchema {
  const json = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    ignoreActions: ['check', 'to_number'],
    overrideAction: ({ valibotAction, jsonSchema: soFar }) =>
      valibotAction.type === 'safe_integer' ? { ...soFar, type: 'integer' } : undefined,
  });
  // Which JSON Schema it is follows from OpenAPI 3.1.
  delete json.$schema;
  return described(json);
}

function described(json: JsonSchema): JsonSchema {
  const { properties, items } = json;
  return {
    ...json,
    ...(items !== undefined && typeof items === 'object' && !Array.isArray(items) && { items: described(items) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, describedProperty(name, property)]),
      ),
    }),
  };
}

function describedProperty(name: string, property: JsonSchema | boolean): JsonSchema | boolean {
  const description = propertyDescriptions[name];
  if (description === undefined)
    throw new Error(`The property ${name} has no description in packages/contract/openapi.`);
  return typeof property === 'boolean' ? property : { ...described(property), description };
}
