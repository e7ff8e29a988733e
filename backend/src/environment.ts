/** Returns a variable that template.yaml declares. Throws without it, while the function starts, so that no request is lost. */
export function requiredVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
