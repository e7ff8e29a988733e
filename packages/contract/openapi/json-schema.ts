import { toJsonSchema } from '@valibot/to-json-schema';
import type { JsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

import { propertyDescriptions } from './descriptions.ts';
import { operationTexts } from './texts/index.ts';

/** Schemas that `jsonSchema` refers to by name instead of repeating them. */
export type NamedSchemas = Readonly<Record<string, GenericSchema>>;

/**
 * Returns the JSON Schema of what is sent. A number is a number, also where the query carries it as text. Rules that JSON
 * Schema cannot say (those of paths) are in the descriptions; `texts` are those of the operation, before the shared ones.
 * @throws for a property that has no description
 */
export function jsonSchema(schema: GenericSchema, named: NamedSchemas = {}, texts: Descriptions = {}): JsonSchema {
  const json = toJsonSchema(schema, {
    target: 'draft-2020-12',
    ignoreActions: ['check'],
    overrideAction: ({ valibotAction: { type }, jsonSchema: soFar }) =>
      type === 'to_number' ? { type: 'integer' } : type === 'safe_integer' ? { ...soFar, type: 'integer' } : undefined,
    definitions: named,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  });
  // OpenAPI 3.1 says which JSON Schema it is and keeps the named schemas among its components.
  delete json.$schema;
  delete json.$defs;
  return described(json, { ...descriptions, ...texts });
}

type Descriptions = Readonly<Record<string, string | undefined>>;

/** Descriptions of properties that only one operation has, and those that operations share. */
const descriptions: Descriptions = {
  ...Object.fromEntries(Object.values(operationTexts).flatMap(({ properties = {} }) => Object.entries(properties))),
  ...propertyDescriptions,
};

function described(json: JsonSchema, texts: Descriptions): JsonSchema {
  const { properties, items } = json;
  return {
    ...json,
    ...(items !== undefined &&
      typeof items === 'object' &&
      !Array.isArray(items) && { items: described(items, texts) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, describedProperty(name, property, texts)]),
      ),
    }),
  };
}

function describedProperty(name: string, property: JsonSchema | boolean, texts: Descriptions): JsonSchema | boolean {
  const description = texts[name];
  if (description === undefined)
    throw new Error(
      `The property ${name} has no description in packages/contract/openapi: add it to descriptions.ts or to the texts of the operation.`,
    );
  return typeof property === 'boolean' ? property : { ...described(property, texts), description };
}
