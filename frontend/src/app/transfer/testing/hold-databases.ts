/** Keeps databases from opening, from now on, until the returned function is called. */
export function holdDatabases(): () => void {
  const open = indexedDB.open.bind(indexedDB);
  const isOver = Promise.withResolvers<undefined>();
  indexedDB.open = (...asked) => {
    const request = open(...asked);
    const listen = request.addEventListener.bind(request) as (type: string, listener: (event: Event) => void) => void;
    return Object.assign(request, {
      addEventListener: (type: string, listener: (event: Event) => void) =>
        listen(type, type === 'success' ? (event) => void isOver.promise.then(() => listener(event)) : listener),
    });
  };
  return () => {
    indexedDB.open = open;
    isOver.resolve(undefined);
  };
}
