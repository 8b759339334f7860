/** What clients do until their server dies, and what must hold then. */
import { randomInt } from 'node:crypto';
import { type Connection, isLetIn, type Outcome, redeem, refresh, revoke } from './connection.js';

/** A broken promise. */
export type Breach = string;

export async function live(url: string, connection: Connection): Promise<void> {
  const isNew = connection.tokens.length === 0;
  if (isNew && !(await isAnswered(redeem(url, connection)))) return;
  for (let turns = randomInt(6); turns > 0; turns -= 1) {
    if (!(await isAnswered(refresh(url, connection, latest(connection))))) return;
  }
  await oneOf<() => Promise<unknown>>([
    async () => undefined,
    () => revoke(url, connection),
    () => ended(connection, [() => redeem(url, connection)]),
    () => ended(connection, [() => refresh(url, connection, earlier(connection))]),
    () => {
      const token = latest(connection);
      return ended(
        connection,
        [1, 2, 3].map(() => () => refresh(url, connection, token)),
      );
    },
  ])();
}

/** The promises that a server broke; some connections end over it. */
export async function examine(url: string, connection: Connection): Promise<Breach[]> {
  const breaches: Breach[] = [];
  const found = (breach: Breach): void => void breaches.push(`${breach}: ${connection.code}`);
  const mustRefuse = async (what: string, answer: Promise<Outcome>) => {
    if ((await answer) !== 'refused') found(`${what} was honoured`);
  };
  const { tokens } = connection;

  if (connection.isUnclear) {
    connection.isUnclear = false;
    const answer = await (tokens.length === 0
      ? redeem(url, connection)
      : refresh(url, connection, latest(connection)));
    connection.hasEnded = answer === 'refused';
  } else if (!connection.hasEnded) {
    if (!(await isLetIn(url, connection))) found('an access token was lost');
    const answer = await refresh(url, connection, latest(connection));
    if (answer !== 'honoured') found('a grant was lost');
    // What was used before the crash is reused after it.
    if (randomInt(3) > 0) {
      const isCode = randomInt(2) === 0 || tokens.length < 2;
      if (isCode) await mustRefuse('a code', redeem(url, connection));
      else await mustRefuse('a used token', refresh(url, connection, earlier(connection)));
      connection.hasEnded = true;
    }
  }
  if (connection.hasEnded) {
    if (await isLetIn(url, connection)) found('an access token was revived');
    const answer = tokens.length === 0 ? redeem : refresh;
    await mustRefuse('a token of an ended grant', answer(url, connection, latest(connection)));
  }
  for (const times of connection.honoured.values()) {
    if (times > 1) found('a code or a token was honoured twice');
  }
  return breaches;
}

function latest({ tokens }: Connection): string {
  return tokens.at(-1) ?? '';
}

function earlier(connection: Connection): string {
  return connection.tokens.at(-2) ?? latest(connection);
}

async function isAnswered(outcome: Promise<Outcome>): Promise<boolean> {
  if ((await outcome) === 'refused') throw new Error('A good code or token was refused');
  return (await outcome) === 'honoured';
}

// A second use ends the connection, which the client knows once all is answered.
async function ended(connection: Connection, misuse: (() => Promise<Outcome>)[]): Promise<void> {
  const outcomes = await Promise.all(misuse.map((send) => send()));
  connection.hasEnded = !outcomes.includes('unanswered') && outcomes.includes('refused');
}

function oneOf<T>(choices: readonly [T, ...T[]]): T {
  return choices[randomInt(choices.length)] ?? choices[0];
}
