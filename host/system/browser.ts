/** The default browser of whoever sits here. */

export interface Seat {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's number; undefined where the system has none. */
  readonly user: number | undefined;
}

const seat = (): Seat => ({
  platform: process.platform,
  env: process.env,
  user: process.getuid?.(),
});

/** Why no browser is opened here; undefined where one is. */
export function whyNoBrowser({ platform, env, user }: Seat = seat()): string | undefined {
  const display = env.DISPLAY ?? env.WAYLAND_DISPLAY ?? '';
  if (platform !== 'darwin' && platform !== 'win32' && display === '') return 'there is no display';
  return user === 0 ? 'root has no browser of its own' : undefined;
}

/** Opens an address or a file; where that cannot be, says in a sentence to do it by hand. Never throws. */
export async function openInBrowser(what: string, say: (sentence: string) => void): Promise<void> {
  const byHand = (why: string): void => {
    say(`Open ${what} yourself: ${why}.`);
  };
  const why = whyNoBrowser();
  if (why !== undefined) {
    byHand(why);
    return;
  }
  try {
    const { default: open } = await import('open');
    const started = await open(what);
    started.on('error', () => {
      byHand('no browser could be started');
    });
  } catch {
    byHand('no browser could be started');
  }
}
