// The type check stops here when what the server describes no longer is what contract.ts says. schema.d.ts is generated from
// the server's own route table.
import type * as contract from './contract';
import type { components } from './schema';

type Served = components['schemas'];

/** As it travels: what may be absent in the description is always sent, as null; an item is narrowed to its type. */
type Sent<T> = T extends Served['curriculum.ItemView']
  ? contract.Item
  : T extends (infer Each)[]
    ? Sent<Each>[]
    : T extends object
      ? { [Key in keyof T]-?: Sent<Exclude<T[Key], undefined>> }
      : T;

type Same<Mine, Theirs> = [Mine] extends [Theirs] ? ([Theirs] extends [Mine] ? true : false) : false;
type Agrees<Checked extends true> = Checked;

export type LevelTestsAgree = [
  Agrees<Same<contract.LevelTest, Sent<Served['learning.LevelTestSeen']>>>,
  Agrees<Same<contract.OpenTry, Sent<Served['learning.OpenTry']>>>,
  Agrees<Same<contract.TestItem, Sent<Served['learning.TestItem']>>>,
  Agrees<Same<contract.TryResult, Sent<Served['learning.TryResult']>>>,
  Agrees<Same<contract.EndedTry, Sent<Served['learning.EndedTry']>>>,
  Agrees<Same<contract.TestAnswerSaved, Sent<Served['learning.TestAnswerSaved']>>>
];
export type PathsAgree = [
  Agrees<Same<contract.ItemAnswer, Served['learning.ItemAnswer']>>,
  Agrees<Same<contract.PlacementStep, Sent<Served['learning.PlacementStep']>>>,
  Agrees<Same<contract.LevelProposed, Sent<Served['learning.LevelProposed']>>>,
  Agrees<Same<contract.MasteryCheck, Sent<Served['learning.MasteryCheck']>>>,
  Agrees<Same<contract.MasteryResult, Sent<Served['learning.MasteryResult']>>>
];
export type AssistedAgree = [
  Agrees<Same<contract.AssistedResult, Sent<Served['learning.AssistedResult']>>>,
  Agrees<Same<contract.AssistedLearner, Sent<Served['learning.AssistedShown']>>>
];
