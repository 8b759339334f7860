// What is measured: the server, the server without its bearer check, and what neither can exceed.

/**
 * Who is calling where nobody looks at a token: somebody with the scope that clients begin with, and
 * names as long as those that the server gives, since the tool's answer holds them.
 */
export const constantPrincipal = {
  kind: 'user',
  subject: 'user_0000000000000000000000',
  name: 'ada-00000000',
  clientId: 'client_0000000000000000000000',
  scopes: ['notes:read'],
  resource: 'https://bench.example/mcp',
};

const listening = `{ host: '127.0.0.1', port: Number(process.env['PORT']), graceMs: 0 }`;

export interface Subject {
  readonly title: string;
  /** Files of the built project that take the place of its own, or stand beside them. */
  readonly files: Readonly<Record<string, string>>;
  /** The program that is started. */
  readonly main: string;
  /** It is called with the access token of a user. */
  readonly signedIn: boolean;
  /** Measured in turn with the other; not a limit. */
  readonly isCompared: boolean;
}

/** The first is compared with the second; the others are what neither can exceed. */
export const subjects = {
  authenticated: {
    title: 'authenticated tools/call',
    files: {},
    main: 'main.js',
    signedIn: true,
    isCompared: true,
  },
  unauthenticated: {
    title: 'the same with a constant principal',
    files: { 'oauth/bearer.js': constantBearer() },
    main: 'main.js',
    signedIn: true,
    isCompared: true,
  },
  sdk: {
    title: 'limit: the SDK alone',
    files: { 'bench.js': bareSdk() },
    main: 'bench.js',
    signedIn: false,
    isCompared: false,
  },
  framework: {
    title: 'limit: the framework alone',
    files: { 'bench.js': bareFramework() },
    main: 'bench.js',
    signedIn: false,
    isCompared: false,
  },
} as const satisfies Record<string, Subject>;

export type SubjectName = keyof typeof subjects;

function constantBearer(): string {
  return `
const caller = {
  principal: ${JSON.stringify(constantPrincipal)},
  token: '',
  expiresAt: Number.MAX_SAFE_INTEGER,
  resourceMetadataUrl: 'https://bench.example/.well-known/oauth-protected-resource/mcp',
};
export const presentsToken = () => true;
export const bearerAuthentication = () => async () => caller;
`;
}

// The same tools, straight from the SDK's handler to the framework.
function bareSdk(): string {
  return `
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { serve } from './http/serve.js';
import { tools } from './mcp/tools/index.js';
const principal = ${JSON.stringify(constantPrincipal)};
const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'bare', version: '1' });
  for (const tool of tools) {
    const { title, description, input: inputSchema, output: outputSchema } = tool;
    server.registerTool(tool.name, { title, description, inputSchema, outputSchema }, async (input) => {
      const output = await tool.run(input, { principal });
      return { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: output };
    });
  }
  return server;
});
await serve((request) => handler.fetch(request), ${listening});
`;
}

function bareFramework(): string {
  return `
import { serve } from './http/serve.js';
const answer = ${JSON.stringify({ jsonrpc: '2.0', id: 1, result: constantPrincipal })};
await serve(async (request) => {
  await request.json();
  return Response.json(answer);
}, ${listening});
`;
}
