/** The OpenAPI document of the tools. */
import { z } from 'zod';
import { scopesOf, type Tool, type Toolset } from '../mcp/tool.js';
import type { Scope } from '../scope-catalogue.js';
import { mostOperationText, mostParameterText, shortened } from './limits.js';

/** What the document says besides the tools. */
export interface Described {
  toolset: Toolset;
  title: string;
  /** The public URL; every URL begins with it, as custom GPTs demand. */
  issuer: string;
  scopes: readonly Scope[];
}

/** OpenAPI 3.1. */
export function openApi({ toolset, title, issuer, scopes }: Described): object {
  const { tools, version, instructions } = toolset;
  return {
    openapi: '3.1.0',
    info: { title, version, description: shortened(instructions, mostOperationText) },
    servers: [{ url: issuer }],
    paths: Object.fromEntries(
      tools.map((tool) => [`/actions/${tool.name}`, { post: operation(tool) }]),
    ),
    components: {
      // Custom GPTs refuse a document without it.
      schemas: {},
      securitySchemes: {
        oauth: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: `${issuer}/authorize`,
              tokenUrl: `${issuer}/token`,
              refreshUrl: `${issuer}/token`,
              scopes: Object.fromEntries(scopes.map((scope) => [scope.name, scope.description])),
            },
          },
        },
      },
    },
  };
}

function operation(tool: Tool): object {
  return {
    operationId: tool.name,
    summary: shortened(tool.title, mostOperationText),
    description: shortened(tool.description, mostOperationText),
    // Otherwise users are asked before every call, since it is a POST.
    'x-openai-isConsequential': !tool.hints.readOnlyHint,
    security: tool.access === 'anyone' ? [] : [{ oauth: [...scopesOf(tool)] }],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(tool.input, 'input') } },
    },
    responses: {
      200: {
        description: 'The result',
        content: { 'application/json': { schema: schemaOf(tool.output, 'output') } },
      },
      default: { description: 'A refusal, which error and error_description explain' },
    },
  };
}

function schemaOf(schema: z.ZodObject, io: 'input' | 'output'): object {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io });
  return withShortTexts(plain) as object;
}

// Only texts: a parameter may itself be called `description`.
function withShortTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withShortTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'description' && typeof inner === 'string'
        ? shortened(inner, mostParameterText)
        : withShortTexts(inner),
    ]),
  );
}
