import type { Json } from '../index.ts';

/** Makes a changed copy of a template. */
export type Change = (template: Json) => Json;

type Place = Json[] | Record<string, Json>;

/**
 * Returns a change that removes the value at `path`. The path starts below `Resources`:
 * `FilesBucket/Properties/BucketName`. With a slash before it, it starts at the top: `/Parameters/Mfa/Default`. In a list a
 * segment is a position, or the `Sid`, `Id`, `PathPattern` or `ResourcePath` of the element.
 * @throws when there is nothing at the path: a mutant that changes nothing proves nothing
 */
export const removed =
  (path: string): Change =>
  (template) =>
    changed(template, path, (place, key) => {
      if (Array.isArray(place)) place.splice(Number(key), 1);
      else Reflect.deleteProperty(place, key);
    });

/** Returns a change that replaces the value at `path`, see `removed`. */
export const replaced =
  (path: string, value: Json): Change =>
  (template) =>
    changed(template, path, (place, key) => {
      Object.assign(place, { [key]: value });
    });

/** Returns a change that replaces `from` in the text at `path`, see `removed`. */
export const reworded =
  (path: string, from: string, to: string): Change =>
  (template) =>
    changed(template, path, (place, key) => {
      const text = child(place, key, path);
      if (typeof text !== 'string' || !text.includes(from)) throw new Error(`${path} does not say "${from}".`);
      Object.assign(place, { [key]: text.replace(from, to) });
    });

/** Returns a change that adds an element to the list at `path`, see `removed`. */
export const widened =
  (path: string, element: Json): Change =>
  (template) =>
    changed(template, path, (place, key) => {
      const value = child(place, key, path);
      Object.assign(place, { [key]: [value, element].flat() });
    });

function changed(template: Json, path: string, change: (place: Place, key: string) => void): Json {
  const copy = structuredClone(template);
  const keys = path.startsWith('/') ? path.slice(1).split('/') : ['Resources', ...path.split('/')];
  const last = keys.pop() ?? '';
  const place = keys.reduce<Json>((value, key) => child(asPlace(value, path), key, path), copy);
  const parent = asPlace(place, path);
  child(parent, last, path);
  change(parent, position(parent, last));
  return copy;
}

function child(place: Place, key: string, path: string): Json {
  const value = Object.entries(place).find(([name]) => name === position(place, key))?.[1];
  if (value === undefined) throw new Error(`There is no ${path} in the template: "${key}" is missing.`);
  return value;
}

function position(place: Place, key: string): string {
  if (!Array.isArray(place)) return key;
  const found = place.findIndex((it) => isPlace(it) && namesOf(it).includes(key));
  return found < 0 ? key : String(found);
}

const namesOf = (it: Place): readonly unknown[] =>
  Array.isArray(it) ? [] : [it['Sid'], it['Id'], it['PathPattern'], it['ResourcePath']];

const isPlace = (value: Json): value is Place => typeof value === 'object' && value !== null;

function asPlace(value: Json, path: string): Place {
  if (!isPlace(value)) throw new Error(`There is no ${path} in the template.`);
  return value;
}
