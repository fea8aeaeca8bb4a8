// Reads an OpenAPI description into what the page of the API shows. Only what our own server writes is understood.
export interface Schema {
  type?: string | string[];
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  format?: string;
  description?: string;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
}
interface Body {
  content?: Record<string, { schema?: Schema }>;
  description?: string;
}
interface RawOperation {
  tags?: string[];
  summary?: string;
  description?: string;
  operationId?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: Body;
  responses?: Record<string, Body>;
}
export interface OpenApi {
  info?: { title?: string; version?: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths?: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema> };
}
export interface Operation extends RawOperation {
  method: string;
  path: string;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Operations by their first tag, in the order of the document; without a tag, by the first word of the address. */
export function groupsOf(api: OpenApi): { name: string; description: string | null; operations: Operation[] }[] {
  const groups = new Map<string, Operation[]>();
  for (const [path, entry] of Object.entries(api.paths ?? {})) {
    for (const method of methods) {
      const operation = entry[method];
      if (!operation) continue;
      const tag = operation.tags?.[0];
      const name = tag && !tag.includes('{') ? tag : (path.replace(/^\/api\/v1/, '').split('/')[1] ?? '');
      groups.set(name, [...(groups.get(name) ?? []), { ...operation, method: method.toUpperCase(), path }]);
    }
  }
  return [...groups].map(([name, operations]) => ({
    name,
    description: api.tags?.find((tag) => tag.name === name)?.description ?? null,
    operations
  }));
}

export const schemaOf = (body: Body | undefined): Schema | null => Object.values(body?.content ?? {})[0]?.schema ?? null;

/** A schema as short text, a line a field: `{ name: text, children: [ { … } ] }`. */
export function sketch(schema: Schema | null, api: OpenApi, indent = '', seen: string[] = []): string {
  if (!schema) return '';
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const target = api.components?.schemas?.[name];
    if (!target || seen.includes(name) || seen.length > 4) return name;
    return sketch(target, api, indent, [...seen, name]);
  }
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return several.map((one) => sketch(one, api, indent, seen)).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => sketch(one, api, indent, seen)).join(' & ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.items) return `[ ${sketch(schema.items, api, indent, seen)} ]`;
  if (schema.properties) {
    const deeper = `${indent}  `;
    const lines = Object.entries(schema.properties).map(([name, field]) => {
      const mark = schema.required && !schema.required.includes(name) ? '?' : '';
      return `${deeper}${name}${mark}: ${sketch(field, api, deeper, seen)}`;
    });
    return `{\n${lines.join('\n')}\n${indent}}`;
  }
  if (typeof schema.additionalProperties === 'object') return `{ *: ${sketch(schema.additionalProperties, api, indent, seen)} }`;
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  return schema.format ? `${type} (${schema.format})` : type;
}
