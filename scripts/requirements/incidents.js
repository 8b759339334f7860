// What broke real servers, as sections like those of the requirements.

/** @typedef {import('./join.js').Section} Section */

/** The level of each row: no document demands it, but it has happened. */
export const incident = 'INCIDENT';

/**
 * @typedef {{ title: string, rows: { id: string, source: string, text: string, status?: 'planned',
 *   reason?: string }[] }} IncidentSection
 */

/**
 * @param {IncidentSection[]} incidents
 * @returns {Section[]}
 */
export function incidentSections(incidents) {
  return incidents.map(({ title, rows }) => ({
    title,
    requirements: rows.map((row) => ({ ...row, level: incident })),
  }));
}
