/** Debian's Prometheus itself reads a session's metrics, by the example of a configuration. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { need } from '../support/need.ts';
import { openHouse, type House } from './support/house.ts';

need('prometheus', 'apt-get install prometheus')('Prometheus', () => {
  let folder: string;
  let house: House;
  let prometheus: ChildProcess;
  let port: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claplight-'));
    house = await openHouse();
    await house.place('running', 0, 365_000);
    const target = `127.0.0.1:${String(house.mirror.port)}`;
    const config = readFileSync('examples/prometheus.yml', 'utf8');
    const ours = config
      .replace('192.168.77.1:4114', target)
      .replace('interval: 5s', 'interval: 1s');
    writeFileSync(join(folder, 'prometheus.yml'), `global: { evaluation_interval: 1s }\n${ours}`);
    copyFileSync('examples/prometheus-alerts.yml', join(folder, 'prometheus-alerts.yml'));
    port = await freePort();
    const options = [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${String(port)}`,
    ];
    prometheus = spawn('prometheus', options, { stdio: 'ignore' });
  });

  afterAll(async () => {
    const gone = once(prometheus, 'exit');
    prometheus.kill();
    await gone;
    await house.close();
    rmSync(folder, { recursive: true });
  });

  const asked = async (path: string): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${String(port)}/api/v1/${path}`);
    return response.text();
  };

  it('reads them as they are, and alerts', async () => {
    await expect
      .poll(() => asked('query?query=up').catch(String))
      .toMatch(/"room":"main hall".*"1"\]/);
    expect(await asked('query?query=claplight_state')).toMatch(
      /"claplight_state":"running".*?\[[\d.]+,"1"\]/,
    );
    expect(await asked('metadata?metric=claplight_presses_total')).not.toContain('error');
    await expect.poll(() => asked('alerts')).toMatch(/The talk in main hall is over by 1m \d+/);
  });
});
