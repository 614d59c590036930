import { portsReport } from '../light/ports-report.ts';

/** Prints the serial ports, and with `probe` what is behind each. */
export async function ports({ probe = false }: { readonly probe?: boolean }): Promise<void> {
  console.log((await portsReport(probe)).join('\n'));
}
