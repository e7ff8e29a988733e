import { TemplateError } from './problem.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/**
 * Holds one value of the template together with its place. Each method reads one kind of value and throws a TemplateError
 * that names the place for any other kind, so that nothing is guessed.
 */
export class Cursor {
  readonly value: Json;
  readonly place: string;

  constructor(value: Json, place: string) {
    this.value = value;
    this.place = place;
  }

  fail(sentence: string): never {
    throw new TemplateError(this.place, sentence);
  }

  at(key: string): Cursor {
    return this.maybe(key) ?? this.fail(`"${key}" is missing.`);
  }

  maybe(key: string): Cursor | undefined {
    const value = this.object()[key];
    return value === undefined ? undefined : new Cursor(value, `${this.place}.${key}`);
  }

  object(): JsonObject {
    return isObject(this.value) ? this.value : this.fail('Must be a map.');
  }

  entries(): readonly (readonly [string, Cursor])[] {
    return Object.entries(this.object()).map(([key, value]) => [key, new Cursor(value, `${this.place}.${key}`)]);
  }

  list(): readonly Cursor[] {
    if (!isList(this.value)) return this.fail('Must be a list.');
    return this.value.map((value, index) => new Cursor(value, `${this.place}[${index}]`));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('Must be text.');
  }

  /** Reads a number. CloudFormation accepts 10 and '10'. */
  number(): number {
    const value = typeof this.value === 'string' && this.value.trim() !== '' ? Number(this.value) : this.value;
    return typeof value === 'number' && Number.isFinite(value) ? value : this.fail('Must be a number.');
  }

  /** Reads a boolean. CloudFormation accepts true and 'true'. */
  boolean(): boolean {
    if (this.value === true || this.value === 'true') return true;
    if (this.value === false || this.value === 'false') return false;
    return this.fail('Must be true or false.');
  }

  /** Refuses every key that is not named, because an unknown property must not be ignored silently. */
  only(...keys: readonly string[]): this {
    const unknown = Object.keys(this.object()).find((key) => !keys.includes(key));
    if (unknown !== undefined) this.fail(`"${unknown}" is not implemented by the local stack.`);
    return this;
  }
}
