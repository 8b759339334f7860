// Works through a list, so many at a time.

/** @returns the results in the order of the items */
export async function inPool<Item, Result>(
  size: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: size }, worker));
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}
