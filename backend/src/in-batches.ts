/** Most calls of the store that one slice makes at the same time. */
const callsAtOnce = 32;

/**
 * Returns what `work` resolves with for each item, in the same order. At most 32 calls run at the same time. After a call has
 * failed no other begins: Lambda would go on with it in the next request, when nobody expects it any more.
 */
export async function inBatches<TItem, TResult>(
  items: readonly TItem[],
  work: (item: TItem) => Promise<TResult>,
): Promise<TResult[]> {
  const results: TResult[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const [item] = items.slice(index, index + 1);
      if (item !== undefined) results[index] = await work(item);
    }
  };
  const stop = (error: unknown): never => {
    next = items.length;
    throw error;
  };
  await Promise.all(Array.from({ length: callsAtOnce }, () => worker().catch(stop)));
  return results;
}
