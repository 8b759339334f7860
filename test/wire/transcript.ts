// What one server answered to everything, as text that can be compared.
import type { Exchange, Reply } from './exchange.js';
import { exchange } from './exchange.js';
import type { Answer } from './http-message.js';
import { mask, withoutChance } from './mask.js';

/** Asks one server; what comes back last, or `nothing`. */
export interface Ask {
  /** Puts what came back into the transcript. */
  (exchange: Exchange): Promise<Answer>;
  /** Does not: for what is repeated until something has happened. */
  quietly: (exchange: Exchange) => Promise<Answer>;
}

/** Requests that build on each other, sent to every server. */
export type Conversation = (ask: Ask) => Promise<void>;

/** Name of an exchange -> what came back. */
export type Transcript = ReadonlyMap<string, string>;

export const nothing: Answer = { status: 0, head: [], body: '', isCutOff: true };

/** An exchange that stands for itself. */
export function alone(one: Exchange): Conversation {
  return async (ask) => {
    await ask(one);
  };
}

/** Holds all conversations with the server on that port, one after the other. */
export async function transcriptOf(
  port: number,
  conversations: readonly Conversation[],
): Promise<Transcript> {
  const transcript = new Map<string, string>();
  const quietly = async (one: Exchange) => (await exchange(port, one)).answers.at(-1) ?? nothing;
  const ask = async (one: Exchange) => {
    if (transcript.has(one.name)) throw new Error(`There are two exchanges called ${one.name}`);
    const reply = await exchange(port, one);
    transcript.set(one.name, shown(reply));
    return reply.answers.at(-1) ?? nothing;
  };
  for (const conversation of conversations) await conversation(Object.assign(ask, { quietly }));
  return transcript;
}

function shown({ answers, endedBy }: Reply): string {
  const texts = answers.map(({ head, body, isCutOff }) => [
    ...withoutChance(head).map(mask),
    '',
    mask(Buffer.from(body, 'latin1').toString('utf8')),
    ...(isCutOff ? ['(cut off)'] : []),
  ]);
  return [...texts.flat(), `(connection ended by ${endedBy})`].join('\n');
}
