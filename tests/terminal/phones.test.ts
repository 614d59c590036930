import { describe, expect, it } from 'vitest';
import { PhoneCodes, type Phones } from '../../host/terminal/phones.ts';

const phones = (more: Partial<Phones> = {}): Phones => ({
  beyondLoopback: true,
  codes: () => ['wlan0', 'eth0'].map((by) => ({ lines: ['█'], caption: by })),
  newToken: () => undefined,
  ...more,
});

describe('the code for a phone', () => {
  it('is shown only to a second press, after a question about the projector', () => {
    const codes = new PhoneCodes(phones());
    expect(codes.code(0, false)).toMatch(/projector/);
    expect(codes.code(1000, false)).toMatchObject({ caption: 'wlan0' });
    expect(codes.code(2000, true)).toMatchObject({ caption: 'eth0' });
    expect(codes.code(3000, true)).toMatchObject({ caption: 'wlan0' });
  });

  it('asks again when the second press comes late', () => {
    const codes = new PhoneCodes(phones());
    codes.code(0, false);
    expect(codes.code(7000, false)).toMatch(/projector/);
  });

  it('is not there while only this computer reaches the pages, or without them', () => {
    expect(new PhoneCodes(phones({ beyondLoopback: false })).code(0, false)).toMatch(
      /--listen lan/,
    );
    expect(new PhoneCodes(undefined).code(0, false)).toMatch(/--no-http/);
  });

  it('is worth nothing after a new token', () => {
    let dropped = 0;
    const codes = new PhoneCodes(phones({ newToken: () => (dropped += 1) }));
    expect(codes.newToken()).toMatch(/every device was dropped/);
    expect(dropped).toBe(1);
  });
});
