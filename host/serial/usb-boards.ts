/** Which USB devices are boards. `auto` opens nothing else: opening a port resets what is behind it. */

const BY_PRODUCT: Readonly<Record<string, string>> = {
  '2341:0001': 'Arduino Uno',
  '2341:0043': 'Arduino Uno',
  '2341:0243': 'Arduino Uno',
  '2341:006a': 'Arduino Uno',
  '2a03:0043': 'Arduino Uno',
  '2341:0010': 'Arduino Mega 2560',
  '2341:0042': 'Arduino Mega 2560',
  '2341:0242': 'Arduino Mega 2560',
  '2a03:0042': 'Arduino Mega 2560',
  '2341:0036': 'Arduino Leonardo',
  '2341:8036': 'Arduino Leonardo',
};

const BY_VENDOR: Readonly<Record<string, string>> = {
  '2341': 'Arduino',
  '2a03': 'Arduino',
  '1a86': 'CH340 (a clone, often an Uno or a Nano)',
  '0403': 'FTDI (often a Nano)',
  '10c4': 'CP210x (often a Nano or an ESP32)',
  '303a': 'Espressif (ESP32)',
  '2e8a': 'Raspberry Pi (Pico)',
};

/** As sysfs writes them: docs/kiosk's udev rule names the same. */
export const BOARD_VENDORS: readonly string[] = Object.keys(BY_VENDOR);

export interface UsbId {
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
}

/** The board's name, or undefined for what is not known to be one. Case differs between platforms. */
export function boardName({ vendorId, productId }: UsbId): string | undefined {
  const vendor = vendorId?.toLowerCase() ?? '';
  return BY_PRODUCT[`${vendor}:${productId?.toLowerCase() ?? ''}`] ?? BY_VENDOR[vendor];
}
