// Engine tests run in the Node environment, which has Blob and streams but no document for TestBed. They need not load Angular.
if (typeof document !== 'undefined') {
  const { setupZonelessTestEnv } = await import('jest-preset-angular/setup-env/zoneless/index.mjs');
  setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
  // jsdom lays nothing out: nothing ever comes into sight.
  Object.assign(globalThis, {
    IntersectionObserver: class {
      observe(): void {}
      disconnect(): void {}
    },
  });
  // Nor does it note what a page has loaded.
  Object.assign(performance, { getEntriesByType: () => [] });
}

// Only a module may await at its top.
export {};
