import { describe, expect, it } from 'vitest';
import { groupsOf, sketch, type OpenApi } from './openapi';

const api: OpenApi = {
  paths: {
    '/api/v1/units/{code}': { get: { tags: ['units'] }, delete: {} },
    '/api/v1/site': { get: {} }
  },
  components: {
    schemas: {
      Unit: {
        type: 'object',
        required: ['code'],
        properties: { code: { type: 'string' }, below: { type: 'array', items: { $ref: '#/components/schemas/Unit' } } }
      }
    }
  }
};

describe('the page of the API', () => {
  it('groups operations by tag, or by address', () => {
    const groups = groupsOf(api);
    expect(groups.map((group) => [group.name, group.operations.map((one) => one.method)])).toEqual([
      ['units', ['GET', 'DELETE']],
      ['site', ['GET']]
    ]);
  });
  it('draws a schema without going round in circles', () => {
    expect(sketch({ $ref: '#/components/schemas/Unit' }, api)).toBe('{\n  code: string\n  below?: [ Unit ]\n}');
    expect(sketch({ enum: ['a', null] }, api)).toBe('"a" | null');
  });
});
