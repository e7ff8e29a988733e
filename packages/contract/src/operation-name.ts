type Capitalized<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Capitalized<Rest>}`
  : Capitalize<Name>;

/** The resource that `ResourceName<'presign-put'>` names is `PresignPut`. */
export type ResourceName<Name extends string> = Capitalized<Name>;

/** The method that `MethodName<'presign-put'>` names is `presignPut`. */
export type MethodName<Name extends string> = Uncapitalize<Capitalized<Name>>;

/** Returns the logical id that an operation has in the template: `presign-put` becomes `PresignPut`. */
export function resourceName<Name extends string>(name: Name): ResourceName<Name> {
  return name.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase()) as ResourceName<Name>;
}

/** Returns the name that an operation has as a method of a client: `presign-put` becomes `presignPut`. */
export function methodName<Name extends string>(name: Name): MethodName<Name> {
  return name.replace(/-(.)/g, (_, first: string) => first.toUpperCase()) as MethodName<Name>;
}
