import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { encodeProgramme } from '../../protocol/programme.ts';
import { need } from '../support/need.ts';
import { talksOf } from './left-alone.ts';

need('g++', 'apt-get install g++')('the firmware on a PC', () => {
  it('plays ten thousand talks to the millisecond, over the roll-over of its clock, and one more after thirty days of standby', () => {
    const made = spawnSync('make', ['-s', '-C', 'tests/firmware', 'long'], { encoding: 'utf8' });
    expect(made.stderr).toBe('');
    const hex = Buffer.from(encodeProgramme(talksOf(64))).toString('hex');
    const { stdout, stderr } = spawnSync('firmware/build/pc/long', [hex, '10000', '30'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^10001 talks, 30 days of standby/);
  }, 300_000);
});
