/**
 * Lets a method of a port fail after so many calls, as if the worker was killed: nothing that follows happens. Returns what
 * brings the method back.
 */
export function killAfter<TPort extends object>(port: TPort, method: keyof TPort & string, calls: number): () => void {
  const original = Reflect.get(port, method) as (...args: unknown[]) => Promise<unknown>;
  let count = 0;
  Reflect.set(port, method, (...args: unknown[]) =>
    ++count > calls ? Promise.reject(new Error('killed')) : original.apply(port, args),
  );
  return () => Reflect.set(port, method, original);
}
