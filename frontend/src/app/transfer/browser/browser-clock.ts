import type { Clock, TransferPorts } from '../ports.ts';

export const browserClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal.addEventListener('abort', stop, { once: true });
    }),
};

export const browserNetwork: TransferPorts['network'] = {
  isUp: () => navigator.onLine,
  waitUntilUp: (signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const stop = () => reject(signal.reason as Error);
      addEventListener('online', () => resolve(), { once: true, signal });
      signal.addEventListener('abort', stop, { once: true });
    }),
};
