/** A connection, and what its client was told. */
import { type FormAnswer, formPost } from '../live/form-post.js';
import { mintedRedirectUri } from '../live/mint-token.js';

export interface Connection {
  clientId: string;
  code: string;
  /** Refresh tokens, the latest last. */
  tokens: string[];
  access?: string;
  /** How often the code and each token was honoured. */
  honoured: Map<string, number>;
  /** It was told that all is over: nothing of it may be good again. */
  hasEnded: boolean;
  /** The server died over a request: only the next answer tells what became of it. */
  isUnclear: boolean;
}

export type Outcome = 'honoured' | 'refused' | 'unanswered';

export function newConnection(clientId: string, code: string): Connection {
  return {
    clientId,
    code,
    tokens: [],
    honoured: new Map([[code, 0]]),
    hasEnded: false,
    isUnclear: false,
  };
}

export function redeem(url: string, connection: Connection): Promise<Outcome> {
  const { code } = connection;
  const fields = { grant_type: 'authorization_code', code, redirect_uri: mintedRedirectUri };
  return trade(url, connection, code, fields);
}

export function refresh(url: string, connection: Connection, token: string): Promise<Outcome> {
  return trade(url, connection, token, { grant_type: 'refresh_token', refresh_token: token });
}

export async function revoke(url: string, connection: Connection): Promise<Outcome> {
  const token = connection.tokens.at(-1) ?? '';
  const answer = await ask(`${url}/revoke`, { token, client_id: connection.clientId });
  connection.hasEnded = answer?.status === 200;
  connection.isUnclear = answer === undefined;
  return answer === undefined ? 'unanswered' : 'honoured';
}

export async function isLetIn(url: string, { access = '' }: Connection): Promise<boolean> {
  const headers = { authorization: `Bearer ${access}` };
  return (await fetch(`${url}/mcp`, { method: 'POST', headers })).status !== 401;
}

async function trade(
  url: string,
  connection: Connection,
  secret: string,
  fields: Record<string, string>,
): Promise<Outcome> {
  const answer = await ask(`${url}/token`, { ...fields, client_id: connection.clientId });
  if (answer === undefined) {
    connection.isUnclear = true;
    return 'unanswered';
  }
  const { status, body } = answer;
  if (status === 400 && body.error === 'invalid_grant') return 'refused';
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  connection.honoured.set(secret, (connection.honoured.get(secret) ?? 0) + 1);
  connection.tokens.push(body.refresh_token);
  connection.access = body.access_token;
  return 'honoured';
}

/** `undefined` if the connection broke. */
async function ask(url: string, fields: Record<string, string>): Promise<FormAnswer | undefined> {
  try {
    return await formPost(url, fields);
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
