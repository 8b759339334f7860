/** What the consent page says about a pending request. */
import type { ConsentingPerson, ConsentPage } from '../../pages/consent.js';
import type { Entry } from '../../store/contract.js';
import { pageUrl } from '../browser/page-url.js';
import { isLoopbackRedirectUri } from '../clients/redirect-uri.js';
import type { OAuthSettings } from '../context.js';
import type { Asked, Transaction } from '../transaction.js';
import { describeRedirect } from './redirect-target.js';
import { scopeChoices } from './scope-choice.js';

/** Seconds. */
const day = 24 * 60 * 60;

/** A page that comes back: the boxes that were ticked, and what is wrong. */
export interface Again {
  ticked: readonly string[];
  problem: string;
}

/** All but the form's protection. */
export function consentContent(
  settings: OAuthSettings,
  { id, value: { client, back, rememberable } }: Entry<Transaction>,
  { scopes }: Asked,
  person: ConsentingPerson,
  again?: Again,
): Omit<ConsentPage, 'csrf'> {
  return {
    serviceName: settings.serviceName,
    clientName: client.name,
    clientHost: client.host,
    addedByOperator: client.isOperators,
    redirectTarget: describeRedirect(back.redirectUri),
    onlyOnThisComputer: client.redirectUris.every(isLoopbackRedirectUri),
    permissions: scopeChoices(settings.scopes, scopes, again?.ticked),
    problem: again?.problem,
    rememberedDays: rememberable ? Math.ceil(settings.consentTtl / day) : undefined,
    person,
    action: pageUrl(settings, 'consent'),
    transaction: id,
  };
}
