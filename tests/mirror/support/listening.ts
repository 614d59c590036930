/** What a page's speakers are told to play. */
import type { Page } from 'playwright-core';

/** When a sound was to begin, in ms of the audio clock, and what that clock was then. */
export type Start = [number, number];

/** For a page to run before its own scripts. */
export const LISTEN = `
  window.starts = [];
  for (const kind of [AudioBufferSourceNode, OscillatorNode]) {
    const start = kind.prototype.start;
    kind.prototype.start = function (at) {
      window.starts.push([at * 1000, this.context.currentTime * 1000]);
      return start.call(this, at);
    };
  }
`;

/** All that have been begun. */
export const startsOf = (page: Page): Promise<Start[]> => page.evaluate<Start[]>('window.starts');
