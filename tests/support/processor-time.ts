/** What this process took of the processors, in ms: what others take of them meanwhile is not counted. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
