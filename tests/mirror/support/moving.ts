/** Pictures of a page, one after the other, as one moving WebP: its frames are Chromium's own, its box is written here. */

export interface MovingFrame {
  /** A still WebP, as a canvas gives it. */
  readonly webp: Buffer;
  /** How long it stands, in ms. */
  readonly stays: number;
}

const chunk = (name: string, body: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name), size, body, Buffer.alloc(body.length % 2)]);
};

const uint24 = (value: number): Buffer => Buffer.from([value, value >> 8, value >> 16]);

/** The chunks of a still WebP that hold its picture: what stands before them is about the file. */
function pictureIn(webp: Buffer): Buffer {
  for (
    let at = 12;
    at < webp.length;
    at += 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2)
  ) {
    const name = webp.toString('latin1', at, at + 4);
    if (name === 'VP8 ' || name === 'VP8L')
      return webp.subarray(
        at,
        at + 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2),
      );
  }
  throw new Error('this WebP holds no picture');
}

/** All frames at that size, again and again. The format: developers.google.com/speed/webp/docs/riff_container */
export function movingWebp(frames: readonly MovingFrame[], width: number, height: number): Buffer {
  const size = Buffer.concat([uint24(width - 1), uint24(height - 1)]);
  const animated = Buffer.from([0x02, 0, 0, 0]);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', Buffer.concat([animated, size])),
    // Black behind it, and no end.
    chunk('ANIM', Buffer.from([0, 0, 0, 0xff, 0, 0])),
    ...frames.map(({ webp, stays }) =>
      chunk(
        'ANMF',
        Buffer.concat([
          uint24(0),
          uint24(0),
          size,
          uint24(stays),
          Buffer.from([0x02]),
          pictureIn(webp),
        ]),
      ),
    ),
  ]);
  return chunk('RIFF', body);
}
