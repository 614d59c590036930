/** Milliseconds on the machine's monotonic clock, which is the same for all its processes. */
export const sharedMs = (): number => Number(process.hrtime.bigint()) / 1e6;
