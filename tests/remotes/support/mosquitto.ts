/** The real Mosquitto on a port of its own, which can be killed, frozen and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { freePort } from '../../support/free-port.ts';
import { isOnPath, need } from '../../support/need.ts';

// Debian has it where only root looks.
process.env.PATH = [process.env.PATH, '/usr/sbin'].join(delimiter);

export const describeWithBroker = need(
  'mosquitto',
  'apt-get install mosquitto mosquitto-clients',
  isOnPath('mosquitto'),
);

export class Mosquitto {
  readonly port: number;
  readonly folder = mkdtempSync(join(tmpdir(), 'claplight-mosquitto-'));
  readonly #file: string;
  #child: ChildProcess | undefined;
  log = '';

  private constructor(port: number, lines: readonly string[], listening: boolean) {
    this.port = port;
    this.#file = join(this.folder, 'mosquitto.conf');
    const own = [`listener ${String(port)} 127.0.0.1`, 'set_tcp_nodelay true'];
    const all = [...(listening ? own : []), ...lines];
    writeFileSync(this.#file, `${all.join('\n')}\n`);
  }

  /** `lines` follow the listener's, unless they have their own; without them everybody may do everything, and nothing outlives it. */
  static async start(
    lines: readonly string[] = ['allow_anonymous true'],
    port?: number,
    listening = true,
  ): Promise<Mosquitto> {
    const broker = new Mosquitto(port ?? (await freePort()), lines, listening);
    await broker.start();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${String(this.port)}`;
  }

  get pid(): number {
    return this.#child?.pid ?? NaN;
  }

  async start(): Promise<void> {
    const child = spawn('mosquitto', ['-c', this.#file], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => (this.log += bytes.toString()));
    while (!(await listens(this.port))) {
      if (child.exitCode !== null) throw new Error(`mosquitto ended: ${this.log}`);
      await pause(5);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

export interface Told {
  readonly topic: string;
  readonly text: string;
  readonly retained: boolean;
}

/** Another program on the broker: hears all that it subscribes to, and says what it is told to. */
export class Listener {
  readonly client: MqttClient;
  readonly told: Told[] = [];

  private constructor(client: MqttClient) {
    this.client = client;
    client.on('message', (topic, payload, { retain }) => {
      this.told.push({ topic, text: payload.toString(), retained: retain });
    });
    client.on('error', () => undefined);
  }

  static async open(url: string, topic = '#', more: IClientOptions = {}): Promise<Listener> {
    const options = { protocolVersion: 5, reconnectPeriod: 0, ...more } as const;
    const listener = new Listener(await connectAsync(url, options, false));
    await listener.client.subscribeAsync(topic, { qos: 1, rap: true });
    return listener;
  }

  /** The newest of a topic. */
  last(topic: string): string | undefined {
    return this.told.findLast((one) => one.topic === topic)?.text;
  }

  say(topic: string, payload: unknown, retain = false): void {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    this.client.publish(topic, text, { qos: 1, retain });
  }

  close(): void {
    this.client.end(true);
  }
}
