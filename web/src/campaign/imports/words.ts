// What the server calls columns and encodings, in the words of an office.
import { m } from '../../foundation/i18n';

const columns: Record<string, () => string> = {
  unit: m.col_unit,
  target: m.import_col_target,
  reached: m.import_col_reached,
  whole: m.col_whole,
  day: m.import_col_day,
  group: m.col_group,
  count: m.import_col_people,
  year: m.import_col_year,
  source: m.import_col_source
};
export const columnName = (column: string): string => columns[column]?.() ?? column;

/** The names that fonts and typing programs call the old encodings by. */
export const encodingName = (encoding: string): string => (encoding === 'tcvn3' ? 'TCVN3 (ABC)' : encoding === 'vni' ? 'VNI' : 'Unicode');
