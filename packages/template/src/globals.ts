import { isList, isObject, type Json, type JsonObject } from './json.ts';

/** Maps a resource type to its key under `Globals`: `AWS::Serverless::Function` to `Function`. */
const sections: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::Api': 'Api',
};

/**
 * Returns the properties of a resource with those it inherits from `Globals`. SAM merges maps key by key and joins lists;
 * of two plain values the resource's own wins. A property that is named in `IgnoreGlobals` of the resource inherits nothing.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(
  type: string,
  properties: JsonObject,
  globals: JsonObject,
  ignored: readonly string[] = [],
): JsonObject {
  const section = sections[type];
  const all = section === undefined ? undefined : globals[section];
  if (!isObject(all)) return properties;
  const inherited = Object.entries(all).filter(([name]) => !ignored.includes(name));
  return mergedMaps(Object.fromEntries(inherited), properties);
}

function mergedMaps(inherited: JsonObject, own: JsonObject): JsonObject {
  const merged = Object.entries(own).map(([key, value]) => [key, merge(inherited[key], value)] as const);
  return { ...inherited, ...Object.fromEntries(merged) };
}

function merge(inherited: Json | undefined, own: Json): Json {
  if (isIntrinsic(inherited) || isIntrinsic(own)) return own;
  if (isObject(inherited) && isObject(own)) return mergedMaps(inherited, own);
  if (isList(inherited) && isList(own)) return [...inherited, ...own];
  return own;
}

const isIntrinsic = (value: Json | undefined): boolean =>
  isObject(value) && Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
