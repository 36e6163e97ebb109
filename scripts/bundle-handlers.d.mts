import { BuildOptions } from 'esbuild';

export interface HandlerBundling {
  readonly handlers: string;
  readonly out: string;
  readonly options?: BuildOptions;
  readonly log?: (line: string) => void;
}

export function bundleHandlers(bundling: HandlerBundling): Promise<Record<string, number>>;
export function budgetFaults(sizes: Record<string, number>, budgets: Record<string, unknown>): string[];
