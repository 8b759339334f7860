/** Which grants a command is about. */
import type { Grant } from '../oauth/grant.js';
import type { Store } from '../store/contract.js';

/** Options of commands that select grants. */
export const selectOptions = {
  user: { value: 'USER', description: 'those of this user: the name, or the id' },
  client: { value: 'CLIENT', description: 'those of this client id' },
};

/** The grants that match, ended ones included. */
export async function selectGrants(
  store: Store,
  { user, clientId }: { user?: string | undefined; clientId?: string | undefined },
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.find<Grant>('grant', { clientId, after });
    grants.push(...page.map(({ value }) => value));
    after = page.at(-1)?.id;
    if (after === undefined) break;
  }
  return grants.filter(
    ({ userId, userName }) => user === undefined || userId === user || userName === user,
  );
}
