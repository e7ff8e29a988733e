/** Most calls of the store that one slice makes at the same time. */
const callsAtOnce = 32;

/** Returns what `work` resolves with for each item, in the same order. At most 32 calls run at the same time. */
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
  await Promise.all(Array.from({ length: callsAtOnce }, worker));
  return results;
}
