import { describe, expect, it } from 'vitest';
import { portAmong, portOf, withHint } from '../../host/commands/ports-named.ts';
import { claplight } from './cli.ts';

describe('a port after a command', () => {
  it('is the port; another one with --port is refused', () => {
    expect(portOf('/dev/a', undefined)).toEqual({ port: '/dev/a' });
    expect(portOf(undefined, '/dev/b')).toEqual({ port: '/dev/b' });
    expect(portOf('/dev/a', '/dev/a')).toEqual({ port: '/dev/a' });
    expect(() => portOf('/dev/a', '/dev/b')).toThrow('/dev/b is named with --port already');
    expect(portOf(undefined, undefined)).toEqual({});
  });

  it('is told from settings', () => {
    expect(portAmong(['pin-red=5', 'COM3'])).toEqual({ port: 'COM3', others: ['pin-red=5'] });
    expect(portAmong(['sound'])).toEqual({ port: undefined, others: ['sound'] });
  });

  it('that is not there is said to be so, not a word too many', () => {
    const { code, err } = claplight(['flash', '/dev/nowhere']);
    expect([code, err]).toEqual([
      3,
      expect.stringContaining('/dev/nowhere: there is no such port'),
    ]);
  });
});

describe('a word too many', () => {
  it('is answered with what may have been meant', () => {
    const { code, err } = claplight(['run', 'lineup.csv', '/dev/ttyACM0']);
    expect([code, err]).toEqual([2, expect.stringContaining('--light /dev/ttyACM0')]);
  });

  it('leaves other mistakes as they are', () => {
    expect(withHint("error: unknown option '--prot'\n")).toBe("error: unknown option '--prot'\n");
  });
});
