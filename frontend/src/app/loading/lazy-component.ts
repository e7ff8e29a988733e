import { DestroyRef, effect, inject, Injector, signal, untracked, type Signal, type Type } from '@angular/core';

import { CodeUnavailable } from './load-code.ts';
import { MissingCode } from './missing-code.ts';

/** Time between two tries to load a component. */
const againMs = 5_000;

/**
 * Loads a component once `isWanted` says so, and returns it when it has arrived. It tries again until then, because a
 * part of a page that is not there cannot be asked for by the person. Must be called where an effect may be created.
 */
export function lazyComponent<T>(isWanted: () => boolean, load: () => Promise<Type<T>>): Signal<Type<T> | undefined> {
  const injector = inject(Injector);
  const component = signal<Type<T> | undefined>(undefined);
  const destroyed = inject(DestroyRef);
  const bring = async (): Promise<void> => {
    let told: { isOutdated: boolean } | undefined;
    while (!destroyed.destroyed) {
      try {
        component.set(await load());
        if (told) injector.get(MissingCode).arrived(component);
        return;
      } catch (error) {
        // The person may have closed what was said, so it is said again only when the reason is another one.
        const isOutdated = error instanceof CodeUnavailable && error.isOutdated;
        if (told?.isOutdated !== isOutdated) injector.get(MissingCode).tell(error, component);
        told = { isOutdated };
      }
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  };
  const begun = effect(() => {
    if (!isWanted()) return;
    begun.destroy();
    untracked(() => void bring());
  });
  return component.asReadonly();
}
