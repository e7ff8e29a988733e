/** The time, and waiting for it. */
export interface Clock {
  now(): Date;
  /** Resolves at the given time, or at once when it has passed. */
  waitUntil(time: Date): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  waitUntil: (time) =>
    new Promise((resolve) => {
      setTimeout(resolve, Math.max(0, time.getTime() - Date.now()));
    }),
};
