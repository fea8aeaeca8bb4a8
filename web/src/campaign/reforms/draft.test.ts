import { describe, expect, it } from 'vitest';
import { emptyDraft, fit, kindsBeside, missingIn, orderOf } from './draft';

const xa = { code: '05551', name: 'Xã Kim Phượng', kind: 'commune' };
const xom = (code: string) => ({ code, name: `Xóm ${code}`, kind: 'hamlet' });

describe('a reform being filled in', () => {
  it('asks for what is missing, kind by kind', () => {
    const draft = emptyDraft('2026-11-25');
    expect(missingIn(draft)).toEqual(['units', 'code', 'name']);
    expect(missingIn({ ...draft, kind: 'rename' })).toEqual(['one', 'name']);
    expect(missingIn({ ...draft, kind: 'rename', day: '', one: '1', into: [{ code: '', name: 'Xóm Mới', kind: 'hamlet' }] })).toEqual(['day']);
    expect(missingIn({ ...draft, chosen: ['1', '2'], into: [{ code: '9', name: 'Xóm Mới', kind: 'hamlet' }] })).toEqual([]);
  });

  it('has two parts or more to split into, one for all else, of the level the units have', () => {
    const split = fit({ ...emptyDraft('2026-11-25'), kind: 'split', one: '05551' }, [xa]);
    expect(split.into.map((part) => part.kind)).toEqual(['commune', 'commune']);
    const ward = fit({ ...split, into: [{ code: 'a', name: 'A', kind: 'ward' }, { code: 'b', name: 'B', kind: 'hamlet' }] }, [xa]);
    expect(ward.into.map((part) => part.kind)).toEqual(['ward', 'commune']);
    expect(fit({ ...split, kind: 'rename' }, [xa]).into).toHaveLength(1);
    expect(kindsBeside('hamlet')).toEqual(['hamlet']);
  });

  it('gives each unit below to a part, the first unless another is chosen', () => {
    const draft = fit({ ...emptyDraft('2026-11-25'), kind: 'split', one: '05551', children: { '2': 1 } }, [xa]);
    draft.into = [{ code: ' a ', name: ' Xã A ', kind: 'commune' }, { code: 'b', name: 'Xã B', kind: 'commune' }];
    const order = orderOf(draft, [xom('1'), xom('2'), xom('3')], true);
    expect(order.units).toEqual(['05551']);
    expect(order.into.map((part) => part.children)).toEqual([['1', '3'], ['2']]);
    expect(order.into[0]).toMatchObject({ code: 'a', name: 'Xã A' });
  });

  it('keeps the code when only the name changes', () => {
    const order = orderOf({ ...emptyDraft('2026-11-25'), kind: 'rename', one: '1', into: [{ code: 'x', name: 'Xóm Mới', kind: 'hamlet' }] }, [], false);
    expect(order.into).toEqual([{ code: '1', name: 'Xóm Mới', kind: 'hamlet' }]);
  });
});
