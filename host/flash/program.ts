/** Flashes the board on a serial port of this computer. */
import { closeSerial, openSerial } from '../serial/serial-port.ts';
import { readImage } from './firmware-images.ts';
import { flashBoard, type FlashOptions, type Flashed } from './flash-board.ts';

/** Writes the image and reads it back. Throws LightProblem for the port, FlashProblem for the rest. */
export const flash = (
  path: string,
  options: Pick<FlashOptions, 'progress'> & Partial<FlashOptions>,
): Promise<Flashed> =>
  flashBoard(
    { name: path, open: (baud) => openSerial(path, baud), close: closeSerial },
    { image: readImage, ...options },
  );
