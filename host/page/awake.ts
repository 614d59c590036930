/**
 * Keeps the screen awake: a wake lock where there is one (it needs a secure context, which plain http
 * on a local network is not), else a tiny muted video in a loop. Where neither works it says so.
 */
export type Awake = 'lock' | 'video' | 'asleep';

/** A video that plays has moved on after this, in ms. */
const MOVED = 3_000;

export function keepAwake(video: HTMLVideoElement, tell: (how: Awake) => void): void {
  const attempt = (): void => {
    void lock()
      .then(async (locked) => (locked ? 'lock' : (await runs(video)) ? 'video' : 'asleep'))
      .then(tell);
  };
  attempt();
  // A lock is lost when the page is hidden; a video may need somebody's touch before it plays.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') attempt();
  });
  for (const touch of ['pointerdown', 'keydown'])
    addEventListener(touch, attempt, { once: true, passive: true });
}

async function lock(): Promise<boolean> {
  // Missing outside of secure contexts, whatever the types say.
  const wakeLock = (navigator as Partial<Navigator>).wakeLock;
  if (!wakeLock) return false;
  try {
    await wakeLock.request('screen');
    return true;
  } catch {
    return false;
  }
}

async function runs(video: HTMLVideoElement): Promise<boolean> {
  try {
    video.hidden = false;
    await video.play();
  } catch {
    return false;
  }
  const before = video.currentTime;
  await new Promise((resolve) => setTimeout(resolve, MOVED));
  return !video.paused && video.currentTime !== before;
}
