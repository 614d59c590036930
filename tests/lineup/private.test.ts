import { expect, it } from 'vitest';
import { ask, isPrivate } from '../../host/lineup/fetch.ts';

it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:192.168.0.1', 'fe80::1'])(
  'takes %s for private',
  (ip) => {
    expect(isPrivate(ip)).toBe(true);
  },
);

it.each(['1.1.1.1', '172.32.0.1', '2606:4700::1'])('takes %s for public', (ip) => {
  expect(isPrivate(ip)).toBe(false);
});

it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', 'localhost'])(
  'does not follow a public address to %s, by number or by name',
  async (host) => {
    const asked = ask(new URL(`http://${host}:9/`), AbortSignal.timeout(5000), true);
    await expect(asked).rejects.toThrow('private');
  },
);

it('tells of a name that is not known, as ever', async () => {
  const asked = ask(new URL('http://nowhere.invalid:9/'), AbortSignal.timeout(5000), true);
  await expect(asked).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
});
