import { describe, expect, it } from 'vitest';
import { instant } from '../../protocol/time.ts';
import type { Light, Snapshot } from '../../host/session/types.ts';
import { sentence, tell } from '../../host/terminal/tell.ts';
import { closedWords, statusWords } from '../../host/terminal/words.ts';
import { exampleTalks, Stand } from './stand.ts';

const PODIUM: Light = {
  kind: 'podium',
  name: 'podium on /dev/ttyACM0',
  reached: true,
  truth: 'sure',
};

/** What is told when a snapshot changes so. */
function told(change: Partial<Snapshot>, from: Partial<Snapshot> = {}): string[] {
  const before = { ...new Stand({ light: PODIUM }).session.snapshot(), ...from };
  return tell(before, { ...before, ...change }, instant(0)).map(sentence);
}

describe('what has happened, in words', () => {
  it('nothing, where nothing has', () => {
    expect(told({})).toEqual([]);
  });

  it.each<[string, Partial<Light>, Partial<Light>, string]>([
    ['out of reach', {}, { reached: false }, 'Light: out of reach: podium on /dev/ttyACM0'],
    ['back', { reached: false }, {}, 'Light: podium on /dev/ttyACM0 is back'],
    [
      'reset',
      {},
      { truth: 'estimated' },
      'Light: podium on /dev/ttyACM0 was reset: its time is estimated',
    ],
    ['put right', { truth: 'estimated' }, {}, 'Light: podium on /dev/ttyACM0'],
  ])('a light that is %s', (_, from, to, words) => {
    const change = told({ light: { ...PODIUM, ...to } }, { light: { ...PODIUM, ...from } });
    expect(change).toEqual([words]);
  });

  it('a warning, once', () => {
    const warnings = ['the journal cannot be written: no space left'];
    expect(told({ warnings })).toEqual(['Warning: the journal cannot be written: no space left']);
    expect(told({ warnings }, { warnings })).toEqual([]);
  });

  it('a stage that was put somewhere', async () => {
    const stand = new Stand();
    const before = stand.session.snapshot();
    await stand.keeper.put({
      state: 'running',
      talk: 2,
      elapsed: stand.model().snapshot.changeover,
      granted: before.stage.granted,
    });
    const [event] = tell(before, stand.session.snapshot(), stand.session.now());
    expect(event?.word).toBe('restored');
    expect(event?.text).toMatch(/^3 Lukas/);
  });

  it('a speaker without a title, and no dash behind the name', async () => {
    const stand = new Stand({ talks: [{ speaker: 'Fritz', title: '' }] });
    const before = stand.session.snapshot();
    await stand.press('start');
    const [event] = tell(before, stand.session.snapshot(), stand.session.now());
    expect(event && sentence(event)).toBe('Started: 1 Fritz');
  });

  it('a no-show of a rehearsal, which is played', async () => {
    const stand = new Stand({ played: true, talks: exampleTalks(2) });
    const before = stand.session.snapshot();
    await stand.press('skip');
    const after = stand.session.snapshot();
    const [event] = tell(before, after, stand.session.now());
    expect(event && sentence(event)).toMatch(/^No-show: 1 Samir.*\(played\)$/);
    expect(after.entries.map((entry) => statusWords(entry, 0))).toEqual(['played no-show', 'next']);
    await stand.press('skip');
    expect(closedWords(stand.session.snapshot())).toBe('0 talks given, 2 played no-shows');
  });

  it('back from the end, and back to the talk before', async () => {
    const stand = new Stand();
    const words: string[] = [];
    let before = stand.session.snapshot();
    stand.session.onChange(() => {
      const after = stand.session.snapshot();
      words.push(...tell(before, after, stand.session.now()).map(({ word }) => word));
      before = after;
    });
    await stand.press('skip');
    await stand.press('back');
    for (let i = 0; i < 12; i++) await stand.press('skip');
    await stand.press('back');
    expect([words.slice(0, 2), words.slice(-2)]).toEqual([
      ['no-show', 'previous'],
      ['closed', 'previous'],
    ]);
  });
});
