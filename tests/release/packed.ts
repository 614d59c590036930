/** What `npm pack` gives, and a machine of somebody else's to try it on. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Packed {
  /** Where the tarball lies. */
  readonly path: string;
  readonly version: string;
  /** Our own files, by their place in the package; those of bundled packages aside. */
  readonly files: readonly string[];
  /** The packages that travel inside. */
  readonly bundled: readonly string[];
}

/** A folder that other users may read, too. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-release-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Packs a folder as `npm pack` does: it builds everything anew. Throws what npm says. */
export const pack = (from: string): Packed => packWith(from, []);

/** Packs what is built here, in a copy, so that nothing here changes while others work. */
export function packAsBuilt(): Packed {
  const copy = openFolder();
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  const used = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
  const own = readdirSync('.').filter((name) => !/^(\..*|node_modules|tests)$/.test(name));
  const all = [...own, '.ci', ...used.map(([path]) => path)].filter((path) => existsSync(path));
  run('cp', ['-al', '--parents', ...all, copy]);
  run('node', ['.ci/bundle.js', 'on'], copy);
  return packWith(copy, ['--ignore-scripts']);
}

function packWith(from: string, flags: readonly string[]): Packed {
  const to = openFolder();
  const line = ['pack', '--json', '--pack-destination', to, ...flags];
  const { stdout, stderr, status } = spawnSync('npm', line, { cwd: from, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  // What scripts print stands before it.
  const [told] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [Told];
  return {
    path: join(to, told.filename),
    version: told.version,
    files: told.files.map(({ path }) => path).filter((path) => !path.startsWith('node_modules/')),
    bundled: [...new Set(told.files.flatMap(({ path }) => packageOf(path) ?? []))].toSorted(),
  };
}

interface Told {
  readonly filename: string;
  readonly version: string;
  readonly files: readonly { readonly path: string }[];
}

const packageOf = (path: string): string | undefined =>
  /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];

/** A clean clone of what is committed here, with the packages that are installed here. */
export function freshClone(): string {
  const folder = join(openFolder(), 'clone');
  run('git', ['clone', '--quiet', '.', folder]);
  run('cp', ['-al', 'node_modules', folder]);
  return folder;
}

function run(program: string, args: readonly string[], cwd = '.'): void {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

/** A version of Node with the npm that came with it. */
export interface Toolchain {
  readonly node: string;
  readonly npm: string;
}

/** Claplight's own registry, which sends on to the real one for everything else. */
export class Registry {
  readonly address: string;
  readonly #server: ReturnType<typeof createServer>;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  }

  static async open({ path, version }: Packed): Promise<Registry> {
    const elsewhere = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' });
    const manifest = JSON.parse(
      spawnSync('tar', ['xzOf', path, 'package/package.json'], { encoding: 'utf8' }).stdout,
    ) as object;
    const server = createServer((request, response) => {
      const { host = '' } = request.headers;
      if (request.url === '/claplight') {
        const dist = { tarball: `http://${host}/claplight.tgz` };
        const versions = { [version]: { ...manifest, dist } };
        response.end(
          JSON.stringify({ name: 'claplight', 'dist-tags': { latest: version }, versions }),
        );
      } else if (request.url === '/claplight.tgz') {
        response.end(readFileSync(path));
      } else {
        const location = new URL(request.url ?? '/', elsewhere.stdout.trim()).href;
        response.writeHead(307, { location }).end();
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Registry(server);
  }

  close(): void {
    this.#server.close();
  }
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

/** Somebody who has Node, an empty home and an empty folder; another user than this one, if that is root. */
export class Guest {
  readonly home = join(openFolder(), 'home');
  readonly #bin: string;
  readonly #npm: string | undefined;
  readonly #registry: string;

  /** Installs the toolchain from npm, which has Node's own builds as packages. */
  constructor(registry: string, toolchain?: Toolchain) {
    this.#registry = registry;
    mkdirSync(this.home, { mode: 0o777 });
    chmodSync(this.home, 0o777);
    const tools = openFolder();
    if (toolchain === undefined) {
      this.#bin = join(process.execPath, '..');
      this.#npm = undefined;
      return;
    }
    const { node, npm } = toolchain;
    const of = `node-${process.platform}-${process.arch}`;
    run('npm', ['install', '--ignore-scripts', '--prefix', tools, `${of}@${node}`, `npm@${npm}`]);
    // npm looks into it, as if packages were installed for all.
    mkdirSync(join(tools, 'node_modules', of, 'lib'));
    this.#bin = join(tools, 'node_modules', of, 'bin');
    this.#npm = join(tools, 'node_modules', 'npm', 'bin');
  }

  get env(): NodeJS.ProcessEnv {
    const certificates = process.env.NODE_EXTRA_CA_CERTS;
    return {
      PATH: `${this.#bin}:/usr/bin:/bin`,
      HOME: this.home,
      LANG: 'C.UTF-8',
      npm_config_registry: this.#registry,
      npm_config_update_notifier: 'false',
      ...(certificates === undefined ? {} : { NODE_EXTRA_CA_CERTS: certificates }),
    };
  }

  /** `npx claplight ARGS…`. */
  npx(...args: readonly string[]): Promise<Ran> {
    return this.run(...this.npxLine(...args));
  }

  npxLine(...args: readonly string[]): readonly string[] {
    return [...this.#tool('npx'), '--yes', 'claplight', ...args];
  }

  npm(...args: readonly string[]): Promise<Ran> {
    return this.run(...this.#tool('npm'), ...args);
  }

  #tool(name: 'npm' | 'npx'): readonly string[] {
    return this.#npm === undefined ? [name] : ['node', join(this.#npm, `${name}-cli.js`)];
  }

  async run(...line: readonly string[]): Promise<Ran> {
    const began = performance.now();
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const child = spawn('env', line, {
      cwd: this.home,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...nobody,
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err, seconds: (performance.now() - began) / 1000 };
  }

  /** The folder into which npx has put everything. */
  get installed(): string {
    const cache = join(this.home, '.npm', '_npx');
    return join(cache, readdirSync(cache)[0] ?? '', 'node_modules');
  }
}

export interface Contents {
  /** `name@version` of each package. */
  readonly packages: readonly string[];
  readonly bytes: number;
  /** What a compiler leaves behind. */
  readonly compiled: readonly string[];
}

export function contentsOf(folder: string): Contents {
  const packages: string[] = [];
  const compiled: string[] = [];
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) bytes += statSync(path).size;
    if (/\/build\/(Release|Makefile|config\.gypi)$/.test(path)) compiled.push(path);
    if (!/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path)) continue;
    const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    packages.push(`${String(name)}@${String(version)}`);
  }
  return { packages, bytes, compiled };
}
