/** Program memory of an ATmega328P in 16-bit words. */
const FLASH_WORDS = 0x4000;

/**
 * Reads an Intel HEX file into program memory; cells that the file does not mention are erased
 * (0xFFFF). Throws an Error that names the line if the text is not a whole, correct image.
 */
export function parseIntelHex(text: string): Uint16Array {
  const flash = new Uint16Array(FLASH_WORDS).fill(0xffff);
  const bytes = new Uint8Array(flash.buffer);
  let base = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const fail = (why: string): never => {
      throw new Error(`firmware image, line ${String(index + 1)}: ${why}`);
    };
    const { address, type, data } = parseRecord(line) ?? fail('not an Intel HEX record');
    if (type === 1) return flash;
    if (type === 2) base = (((data[0] ?? 0) << 8) | (data[1] ?? 0)) * 16;
    else if (type === 4) base = (((data[0] ?? 0) << 8) | (data[1] ?? 0)) * 0x10000;
    else if (type === 0) {
      if (base + address + data.length > bytes.length) fail('does not fit into 32 KB of flash');
      bytes.set(data, base + address);
    } else if (type !== 3 && type !== 5) fail(`unknown record type ${String(type)}`);
  }
  throw new Error('firmware image: the end record is missing; the file is cut short');
}

function parseRecord(line: string): { address: number; type: number; data: Uint8Array } | null {
  if (!/^:([0-9A-Fa-f]{2}){5,}$/.test(line)) return null;
  const record = Uint8Array.from({ length: (line.length - 1) / 2 }, (_, i) =>
    Number.parseInt(line.slice(1 + 2 * i, 3 + 2 * i), 16),
  );
  const [length = 0, high = 0, low = 0, type = 0] = record;
  const sum = record.reduce((total, byte) => total + byte, 0);
  if (record.length !== length + 5 || (sum & 0xff) !== 0) return null;
  return { address: (high << 8) | low, type, data: record.subarray(4, 4 + length) };
}

/** An image's bytes, from address 0 to the last one that differs from erased flash. Throws as `parseIntelHex`. */
export function imageBytes(hex: string): Uint8Array {
  const words = parseIntelHex(hex);
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0xff) + 1);
}
