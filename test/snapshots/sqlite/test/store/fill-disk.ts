/** A process that counts until its disk is full. */
import { openStore } from '../../src/store/index.js';
import { LATER } from './tasks.js';

const store = await openStore({ url: process.argv[2] ?? '', clock: Date.now });
let acknowledged = 0;
try {
  for (let tries = 0; tries < 1_000; tries += 1) acknowledged = await store.increment('c', LATER);
  console.log(JSON.stringify({ acknowledged }));
} catch (error) {
  console.log(JSON.stringify({ acknowledged, error: (error as Error).name }));
}
