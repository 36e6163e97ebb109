import { BuildOptions, Metafile } from 'esbuild';

export interface HandlerBundling {
  readonly handlers: string;
  readonly out: string;
  readonly options?: BuildOptions;
  readonly log?: (line: string) => void;
}

export interface HandlerBundles {
  readonly sizes: Record<string, number>;
  readonly metafiles: Metafile[];
}

export function bundleHandlers(bundling: HandlerBundling): Promise<HandlerBundles>;
export function budgetFaults(sizes: Record<string, number>, budgets: Record<string, unknown>): string[];
