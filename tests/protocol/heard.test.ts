import { describe, expect, it } from 'vitest';
import { heardBefore } from '../../protocol/heard.ts';
import { seconds } from '../../protocol/time.ts';
import { clapTalks } from '../support/programmes.ts';

const programme = clapTalks(3);

describe('a talk that is put back to where it was', () => {
  const put = (elapsed: number) => ({
    ...({ state: 'running', talk: 1 } as const),
    ...{ elapsed: seconds(elapsed), granted: seconds(0) },
  });

  it('has announced what comes again, but for the cue that holds', () => {
    expect(heardBefore(programme, put(250), 3)).toEqual({ talk: 1, shown: 3, quiet: 3 });
    expect(heardBefore(programme, put(250), 2)).toEqual({ talk: 1, shown: 2, quiet: 0 });
  });

  it('has announced nothing in a programme that has become empty', () => {
    const nothing = heardBefore({ talks: [], scores: [] }, put(250), 3);
    expect(nothing).toEqual({ talk: 1, shown: 3, quiet: 0 });
  });
});
