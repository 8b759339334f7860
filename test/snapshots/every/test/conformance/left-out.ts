/** The server scenarios that are left out, and why. */

export interface LeftOut {
  reason: string;
  /** Scenarios, or checks as `scenario:check`. */
  scenarios: readonly string[];
  /** Left out of this revision only. */
  revision?: string;
}

export const leftOut: readonly LeftOut[] = [
  {
    reason: 'They call tools that only the reference server has.',
    scenarios: [
      'tools-call-simple-text',
      'tools-call-image',
      'tools-call-audio',
      'tools-call-embedded-resource',
      'tools-call-mixed-content',
      'tools-call-error',
      'tools-call-with-progress',
      'tools-call-with-logging',
      'tools-call-sampling',
      'tools-call-elicitation',
      'elicitation-sep1034-defaults',
      'elicitation-sep1330-enums',
      'json-schema-2020-12',
      'http-custom-header-server-validation',
      'input-required-result-basic-elicitation',
      'input-required-result-basic-sampling',
      'input-required-result-basic-list-roots',
      'input-required-result-request-state',
      'input-required-result-multiple-input-requests',
      'input-required-result-multi-round',
      'input-required-result-missing-input-response',
      'input-required-result-result-type',
      'input-required-result-tampered-state',
      'input-required-result-capability-check',
      'input-required-result-ignore-extra-params',
      'server-stateless:sep-2575-server-rejects-undeclared-capability',
      'server-stateless:sep-2575-missing-capability-http-400',
      'server-stateless:sep-2575-http-server-no-independent-requests-on-stream',
      'server-stateless:sep-2575-server-no-log-without-loglevel',
    ],
  },
  {
    reason: 'They are about prompts, resources, completions and log levels: this server has tools.',
    scenarios: [
      'prompts-list',
      'prompts-get-simple',
      'prompts-get-with-args',
      'prompts-get-embedded-resource',
      'prompts-get-with-image',
      'resources-list',
      'resources-read-text',
      'resources-read-binary',
      'resources-templates-read',
      'resources-subscribe',
      'resources-unsubscribe',
      'sep-2164-resource-not-found',
      'completion-complete',
      'logging-set-level',
      'input-required-result-non-tool-request',
      'caching:sep-2549-prompts-list-caching-hints',
      'caching:sep-2549-resources-list-caching-hints',
      'caching:sep-2549-resources-templates-list-caching-hints',
    ],
  },
  {
    reason: 'They are about the extension for tasks, which this server does not offer.',
    scenarios: [
      'tasks-lifecycle',
      'tasks-capability-negotiation',
      'tasks-wire-fields',
      'tasks-request-state-removal',
      'tasks-mrtr-input',
      'tasks-request-headers',
      'tasks-dispatch-and-envelope',
      'tasks-status-notifications',
      'tasks-required-task-error',
      'tasks-mrtr-composition',
    ],
  },
  {
    reason:
      'They want sessions and streams to return to: every request here is complete in itself.',
    scenarios: ['server-session-lifecycle', 'server-sse-multiple-streams', 'server-sse-polling'],
    revision: '2025-11-25',
  },
];

/** What is left out of the scenarios of a revision. */
export function leftOutOf(revision: string): ReadonlySet<string> {
  const applies = leftOut.filter((one) => one.revision === undefined || one.revision === revision);
  return new Set(applies.flatMap(({ scenarios }) => scenarios));
}

/** The table, for people. */
export function leftOutTable(): string {
  const rows = leftOut.map(({ reason, scenarios, revision }) => {
    const where = revision === undefined ? '' : ` (${revision} only)`;
    return `${reason}${where}\n${scenarios.map((name) => `    ${name}`).join('\n')}`;
  });
  return `Left out of the server scenarios:\n\n${rows.join('\n\n')}\n`;
}
