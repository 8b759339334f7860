/** Deletes what tests have left. */
import { createClient } from 'redis';

/** Deletes every key that begins with the prefix. */
export async function deleteKeys(server: string, prefix: string): Promise<void> {
  const client = createClient({ url: server });
  await client.connect();
  for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1_000 })) {
    if (keys.length > 0) await client.unlink(keys);
  }
  await client.close();
}
