/**
 * What the layout is measured with, in whatever browser: every phase of every view, with names that
 * lineups really have, drawn straight into the page.
 */

import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

/** From a watch to a wall, in CSS pixels. */
export const SIZES: readonly (readonly [number, number])[] = [
  [240, 320],
  [320, 240],
  [320, 568],
  [390, 844],
  [844, 390],
  [600, 600],
  [768, 1024],
  [1024, 768],
  [1280, 720],
  [1080, 1920],
  [1920, 1080],
  [2560, 1080],
  [2160, 3840],
  [3840, 2160],
];

const PARTS = `
  export { Canvas } from '${resolve('host/page/draw.ts')}';
  export { WORDS as german } from '${resolve('protocol/words/words-de.ts')}';
  export { WORDS as arabic } from '${resolve('protocol/words/words-ar.ts')}';`;

/** From here on the page draws what the test gives it, and nothing else: its script lends no part of itself. */
export async function preparing(): Promise<string> {
  const name = 'parts';
  const parts = {
    name,
    resolveId: (id: string) => (id === name ? id : null),
    load: (id: string) => (id === name ? PARTS : null),
  };
  const bundle = await rolldown({ input: name, platform: 'browser', plugins: [parts] });
  const { output } = await bundle.generate({ format: 'iife', name });
  return `(() => {
    ${output[0].code}
    window.canvas = new parts.Canvas();
    canvas.clock = true;
    Object.assign(window, { german: parts.german, arabic: parts.arabic });
  })()`;
}

/** Draws all of them in one go, and gives what overlaps or hangs over. */
export const MEASURE = `(() => {
  const long = 'Bartholomäus Featherstonehaugh ';
  const texts = [
    ['A', ''],
    ['Ada Lovelace', 'Engines'],
    [long, 'Two lines of a title that is as long as titles on conference boards often are, and then some'],
    [long.repeat(17).slice(0, 500), long.repeat(17).slice(0, 500)],
    ['Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4), 'x'.repeat(300)],
    ['فاطمة الزهراء بنت محمد', 'كيف تعلمت أن أتوقف عن القلق وأحب المترجم'],
    ['山田太郎'.repeat(10), '私がコンパイラを愛するようになるまで'.repeat(5)],
    ['👩‍👩‍👧‍👦'.repeat(20), '🎉🎊🥳'.repeat(40)],
  ];
  const cue = (phase, due, lamps) => ({ phase, due, signal: { lamps, announcement: 'blink', sound: 'none' } });
  const cues = [cue('go', 0, 1), cue('one-finger', 240000, 2), cue('two-finger', 280000, 6),
    cue('applause', 300000, 4), cue('overtime', 330000, 7)];
  const score = { length: 300000, cues, repeat: null };
  const changeover = { length: 60000, cues: [cue('changeover', 0, 8)], repeat: null };
  const states = [
    ['standby', 0, null, 'changeover', 8], ['standby', 1, 12000, 'changeover', 8],
    ['standby', 1, 75000, 'changeover', 3], ['running', 0, 10000, 'go', 1],
    ['running', 0, 250000, 'one-finger', 2], ['running', 0, 285000, 'two-finger', 6],
    ['running', 0, 301000, 'applause', 4], ['running', 0, 4000000, 'overtime', 7],
    ['held', 0, 100000, 'held', 5], ['closed', 3, null, 'closed', 0],
  ];
  const ids = ['digits', 'unit', 'word', 'lead', 'speaker', 'title', 'notice', 'grant', 'told', 'clock', 'hand', 'column', 'bar'];
  const found = [];
  const rev = { value: 1 };
  const show = (view, [speaker, title], [state, talk, position, name, lamps], words, trust, told) => {
    const text = told ? [...speaker].slice(0, 40).join('') : undefined;
    const messages = told ? { speaker: text, room: text } : {};
    document.body.dataset.view = view;
    canvas.words = words;
    document.documentElement.dir = words.dir;
    const signal = { lamps, announcement: 'none', sound: 'none' };
    canvas.draw({
      trust,
      session: {
        clock: 'a', speed: 1, rev: rev.value++, name: null, light: {}, muted: false, practice: null, messages,
        stage: { state, talk, anchor: position === null ? null : 0, banked: 0 },
        talks: [0, 1, 2].map((id) => ({ id, speaker, title })),
        scores: [lamps === 3 ? { ...changeover, cues: [cue('changeover', 0, 3)] } : changeover, score],
        length: 300000, changeover: 60000,
      },
      playing: { phase: { name, signal, announced: true, practised: false }, lamps, position,
        length: state === 'standby' ? 60000 : 300000, sound: null, now: 0,
        toStart: state === 'standby' && talk === 0 ? 754000 : null },
    });
    document.getElementById('grant').textContent = state === 'running' ? '+1:00' : '';
  };
  const check = (label) => {
    const column = document.body.dataset.view === 'light' ? [] : ['column'];
    const boxes = ids.filter((id) => id !== 'column').concat(column)
      .map((id) => document.getElementById(id))
      .concat([...document.querySelectorAll('#strip li')])
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && (e.textContent !== '' || !['P', 'SPAN'].includes(e.tagName)))
      .map((e) => [e.id || 'legend', e.getBoundingClientRect(), e])
      .filter(([, r]) => r.width > 0 && r.height > 0);
    for (const [i, [id, r, e]] of boxes.entries()) {
      if (r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1)
        found.push(label + ': ' + id + ' hangs over ' + [r.left, r.top, r.right, r.bottom].map(Math.round));
      if (id === 'digits' && e.scrollWidth > e.parentElement.clientWidth + 1) found.push(label + ': digits are wider than their place');
      for (const [other, s] of boxes.slice(i + 1))
        if (Math.min(r.right, s.right) - Math.max(r.left, s.left) > 1 && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > 1)
          found.push(label + ': ' + id + ' lies over ' + other);
    }
  };
  for (const view of ['full', 'light', 'digits', 'overlay'])
    for (const [at, state] of states.entries())
      for (const [i, who] of texts.entries()) {
        // Each text with a message and without, each phase too.
        const told = (at + i) % 2 === 1;
        show(view, who, state, i === 5 ? arabic : german, i === 1 ? 'alone' : 'sure', told);
        check([view, state[3], state[0], i, told ? 'told' : ''].join(' '));
      }
  return found;
})()`;
