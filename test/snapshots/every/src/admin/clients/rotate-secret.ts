/** `clients rotate-secret`. */
import { changeClient } from '../../oauth/clients/change-client.js';
import type { Client } from '../../oauth/clients/client.js';
import { makeSecret, withNewSecret } from '../../oauth/clients/client-secrets.js';
import { type AdminContext, AdminProblem, type Call, UsageError } from '../command.js';
import { duration } from '../duration.js';
import { minute, plain, table } from '../table.js';
import { unknownClient } from './known-clients.js';

const usualOverlap = '7d';
const longestOverlapDays = 90;

export const rotateOptions = {
  overlap: {
    value: 'TIME',
    description: `how long the old secret stays good, such as 30m, 12h or 7d; ${usualOverlap} if left out`,
  },
  now: { description: 'the old secret ends at once, since somebody may have copied it' },
};

export async function rotateSecret(call: Call, context: AdminContext): Promise<void> {
  const { store, clock, random, terminal, oauth } = context;
  const [id = ''] = call.operands;
  const overlapMs = readOverlap(call);
  const now = clock();
  const { secret, stored } = await makeSecret(random, now);
  const changed = await changeClient(store, id, (entry) => {
    const secrets = withNewSecret(secretsOf(entry.value), stored, now, overlapMs);
    return { ...entry, value: { ...entry.value, secrets } };
  });
  if (changed === undefined) throw unknownClient(id);
  const reason = overlapMs === 0 ? 'compromised' : 'operator_request';
  oauth.audit({ event: 'client.secret_rotated', clientId: id, reason });
  terminal.print(table([['client secret', secret]]));
  terminal.print(
    `\nIt is shown this once and kept nowhere: put it where the application keeps its secrets. ${
      overlapMs === 0
        ? 'Every other secret of the client is refused from now on.'
        : `The one before is refused from ${minute(now + overlapMs)} UTC on.`
    }`,
  );
}

function readOverlap(call: Call): number {
  const text = call.text('overlap');
  if (call.has('now')) {
    if (text === undefined) return 0;
    throw new UsageError('Give --overlap or --now, not both.');
  }
  const overlap = duration(text ?? usualOverlap) ?? 0;
  if (overlap > 0 && overlap <= longestOverlapDays * 86_400) return overlap * 1000;
  throw new UsageError(
    `--overlap takes a time such as 30m, 12h or 7d, at most ${longestOverlapDays}d; --now ends the old secret at once.`,
  );
}

function secretsOf({ id, origin, secrets }: Client) {
  if (origin === 'operator' && secrets !== undefined) return secrets;
  throw new AdminProblem(
    origin === 'operator'
      ? `${plain(id)} has no secret.`
      : `${plain(id)} registered itself: it gets another secret by registering again.`,
  );
}
