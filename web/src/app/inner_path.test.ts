import { expect, it } from 'vitest';
import { innerPath } from './inner_path';

it('leads only inside', () => {
  expect(innerPath('/don-vi/05551?x=1')).toBe('/don-vi/05551?x=1');
  expect(innerPath(null)).toBe('/');
  expect(innerPath('//evil.example')).toBe('/');
  expect(innerPath('/\\evil.example')).toBe('/');
  expect(innerPath('https://evil.example')).toBe('/');
  expect(innerPath('javascript:alert(1)')).toBe('/');
  expect(innerPath('/dang-nhap?tiep=/')).toBe('/');
  expect(innerPath('/\t/evil.example')).toBe('/');
});
