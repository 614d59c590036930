import { expect, it } from 'vitest';
import { ask, isPrivate } from '../../host/lineup/fetch.ts';
import { canMakeNamespaces, Namespace } from '../mirror/support/namespace.ts';
import { need } from '../support/need.ts';

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

const describeInNetwork = need(
  'network namespaces',
  'run as root, with iproute2',
  canMakeNamespaces(),
);

describeInNetwork('from a public address that leads into a private network', () => {
  /** A server at a public address leads to one at a private address; what a lineup from there comes to. */
  const loaded = (fetching: string): string => {
    const network = new Namespace();
    network.run('ip', 'address', 'add', '203.0.113.7/24', 'dev', 'wlan0');
    const load = new URL('../../dist/host/lineup/load-lineup.js', import.meta.url).href;
    const script = `
      import { createServer } from 'node:http';
      import { loadLineup } from '${load}';
      const asked = [];
      const inside = createServer((_, answer) => { asked.push(1); answer.end('Ada - Engines'); });
      await new Promise((done) => inside.listen(0, '10.77.0.1', done));
      const to = 'http://10.77.0.1:' + inside.address().port + '/';
      const outside = createServer((_, answer) => answer.writeHead(302, { location: to }).end());
      await new Promise((done) => outside.listen(0, '203.0.113.7', done));
      const from = 'http://203.0.113.7:' + outside.address().port + '/';
      const told = await loadLineup(from, {}, { folder: '/dev/null/x', ${fetching} })
        .then(({ talks }) => talks[0].speaker, (error) => error.message);
      console.log(told, asked.length);
      process.exit();`;
    const told = network.run('node', '--input-type=module', '-e', script).trim();
    network.close();
    return told;
  };

  it('nothing is asked, unless that is allowed', () => {
    expect(loaded('')).toMatch(
      /^it redirects from a public address to a private one.*--allow-private 0$/,
    );
    expect(loaded('allowPrivate: true')).toBe('Ada 1');
  });
});
