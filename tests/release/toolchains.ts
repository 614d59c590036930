import type { Toolchain } from './packed.ts';

/** The oldest Node that we promise, and those that people have; each with its own npm. */
export const TOOLCHAINS: readonly Toolchain[] = [
  { node: '20.19.6', npm: '10.8.2' },
  { node: '22.23.3', npm: '10.9.4' },
  { node: '24.21.0', npm: '11.19.1' },
];
