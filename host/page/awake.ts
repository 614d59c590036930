/**
 * Keeps the screen awake: a wake lock where there is one (it needs a secure context, which plain http
 * on a local network is not), else a video of one pixel that plays what a blank canvas draws. Over plain
 * http that held a lock in Chromium and in Firefox, where a looping file did not; no interface tells
 * whether it holds, so it counts as long as it plays and its time moves. Safari is untried.
 */
export type Awake = 'lock' | 'video' | 'asleep';

/** A video that plays has moved on after this, in ms. */
const MOVED = 3_000;

export function keepAwake(tell: (how: Awake) => void): void {
  const video = pixel();
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

/** On the screen, since one that is hidden or beside it keeps nothing awake; but not to be seen. */
function pixel(): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.disableRemotePlayback = true;
  video.tabIndex = -1;
  video.setAttribute('aria-hidden', 'true');
  Object.assign(video.style, {
    position: 'fixed',
    bottom: '0',
    left: '0',
    width: '1px',
    height: '1px',
    opacity: '0',
    pointerEvents: 'none',
  });
  document.body.append(video);
  return video;
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
    video.srcObject ??= blank();
    await video.play();
  } catch {
    return false;
  }
  const before = video.currentTime;
  await new Promise((resolve) => setTimeout(resolve, MOVED));
  return !video.paused && video.currentTime !== before;
}

function blank(): MediaStream {
  const canvas = document.createElement('canvas');
  const stream = canvas.captureStream();
  // Without a first picture nothing plays.
  canvas.getContext('2d')?.fillRect(0, 0, 1, 1);
  return stream;
}
