import { TemplateError } from './problem.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/**
 * One value of the template together with its place. Reading says what is expected; anything else is a TemplateError
 * that names the place, so that nothing is ever guessed.
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

  /** CloudFormation takes 10 and '10' alike where it wants a number. */
  number(): number {
    const value = typeof this.value === 'string' && this.value.trim() !== '' ? Number(this.value) : this.value;
    return typeof value === 'number' && Number.isFinite(value) ? value : this.fail('Must be a number.');
  }

  /** CloudFormation takes true and 'true' alike where it wants a boolean. */
  boolean(): boolean {
    if (this.value === true || this.value === 'true') return true;
    if (this.value === false || this.value === 'false') return false;
    return this.fail('Must be true or false.');
  }

  /** Refuses every key that is not named: what is not understood must not be dropped silently. */
  only(...keys: readonly string[]): this {
    const unknown = Object.keys(this.object()).find((key) => !keys.includes(key));
    if (unknown !== undefined) this.fail(`"${unknown}" is not implemented by the local stack.`);
    return this;
  }
}
