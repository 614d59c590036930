import { loadPodium } from '../light/load-podium.ts';

export interface LoadOptions {
  readonly rules: string;
  readonly port?: string;
}

/** Puts a lineup into the podium and leaves. */
export async function load(source: string, { rules, port }: LoadOptions): Promise<void> {
  console.log(await loadPodium(source, rules, port));
}
