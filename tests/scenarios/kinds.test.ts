import { FOUR_TIERS } from '../../protocol/signal.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'Toastmasters, five to seven minutes: a dark phase winks, and nothing sounds',
  (s) => {
    s.at('0:00').start().phase('before-minimum').expect('dark, green winks');
    s.at('4:56').expect('dark, green winks');
    s.at('5:00').phase('minimum').expect('green');
    s.at('6:00').phase('middle').expect('amber');
    s.at('7:00').phase('maximum').expect('red');
    s.at('7:30').phase('maximum').expect('red');
    s.at('30:00').phase('maximum').expect('red');
  },
  { rules: 'toastmasters-5-7', length: '7:00' },
);

scenario(
  'countdown: amber in the last minute, red at the end, a blink when it is 0:30 over',
  (s) => {
    s.at('0:00').start().phase('go').expect('green');
    s.at('2:00').phase('last-minute').expect('amber', 'single');
    s.at('3:00').phase('end').expect('red', 'roll');
    s.at('3:30').phase('overtime').expect('green + amber + red blink', 'roll');
    s.at('4:00').expect('green + amber + red');
  },
  { rules: 'countdown-1-0', length: '3:00' },
);

scenario(
  'the last ten seconds, each with its tick',
  (s) => {
    s.at('0:00').start().phase('go').expect('green');
    s.at('0:30').phase('last-minute').expect('amber blink');
    s.at('1:20').phase('last-10').expect('amber + red', 'tick');
    for (const left of [9, 8, 7, 6, 5, 4, 3, 2])
      s.at(`1:${String(30 - left)}`)
        .phase(`last-${String(left)}`)
        .expect('amber + red', 'tick');
    s.at('1:29').phase('last-1').expect('amber + red', 'tick');
    s.at('1:30').phase('end').expect('red', 'roll');
  },
  { rules: 'last-ten-seconds', length: '1:30' },
);

scenario(
  'talks shorter than the lead of a cue: what would begin at or before the start is left out',
  (s) => {
    s.at('0:00').start().phase('go').expect('green');
    s.at('0:40').phase('two-finger').expect('amber + red blink', 'paired');
    s.at('1:00').phase('applause').expect('red', 'roll');
    s.at('2:00').finish().is('standby', 'Grace');
    s.after('0:30').start().phase('go').expect('green');
    s.at('0:20').phase('applause').expect('red', 'roll');
    s.at('0:50').phase('overtime').expect('green + amber + red blink', 'roll');
    s.at('1:00').finish().is('standby', 'Joan');
    s.after('0:30').start().phase('go').expect('green');
    s.at('0:01').phase('one-finger').expect('amber blink', 'single');
    s.at('0:41').phase('two-finger').expect('amber + red blink', 'paired');
  },
  {
    talks: [
      { speaker: 'Ada', length: '1:00' },
      { speaker: 'Grace', length: '0:20' },
      { speaker: 'Joan', length: '1:01' },
    ],
  },
);

scenario(
  'profiles: one talk makes no sound, one does not blink, one is like all others',
  (s) => {
    s.at('0:00').start().expect('green');
    s.at('4:00').expect('amber blink');
    s.at('5:00').expect('red');
    s.at('5:10').finish();
    s.after('1:00').start();
    s.at('4:00').expect('amber', 'single');
    s.at('4:40').expect('amber + red', 'paired');
    s.at('5:10').finish();
    s.after('1:00').start();
    s.at('4:00').expect('amber blink', 'single');
  },
  { talks: [{ speaker: 'Ada', silent: true }, { speaker: 'Grace', noFlash: true }, 'Joan'] },
);

scenario(
  'a column with a blue lamp',
  (s) => {
    s.at('0:00').expect('blue');
    s.at('1:00').start().expect('green');
    s.at('6:00').expect('red', 'roll');
    s.at('6:10').finish().expect('blue');
  },
  { lamps: FOUR_TIERS },
);

scenario(
  'sound switched off',
  (s) => {
    s.at('0:00').start();
    s.at('4:00').expect('amber blink');
    s.at('5:00').expect('red');
  },
  { level: 'off' },
);

scenario(
  'a gong at normal level',
  (s) => {
    s.at('0:00').start().expect('green', 'gong');
    s.at('1:00').expect('amber blink', 'gong');
    s.at('2:00').expect('red', 'gong');
  },
  { rules: 'gong', length: '2:00', level: 'normal' },
);
