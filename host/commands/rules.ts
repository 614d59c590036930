import { PRESETS } from '../../protocol/presets.ts';
import { sharedSets } from '../../protocol/score.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { strip } from '../terminal/rules-strip.ts';
import { findRules } from '../lineup/rules-file.ts';

/** Prints rules as strips of time: all that come with Claplight, or the one that is named. */
export async function rules(name: string | undefined): Promise<void> {
  const list = name === undefined ? [...PRESETS.values()] : [await findRules(name)];
  const width = Math.min(process.stdout.columns || 80, 100);
  const text = list.map((one) => [
    `${one.name}: ${one.title}`,
    ...strip(one, one.length, width),
    ...sharedSets(one, THREE_TIERS).map((sentence) => `  note: ${sentence}`),
  ]);
  console.log(text.map((lines) => lines.join('\n')).join('\n\n'));
}
