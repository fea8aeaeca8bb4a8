// The pages of a unit: /don-vi/[code] alone is the overview.
import type { ParamMatcher } from '@sveltejs/kit';
import { partOfAddress } from '../app/unit_parts';

export const match: ParamMatcher = (value) => partOfAddress(value) !== null;
