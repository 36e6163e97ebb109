import results from '../../bench/results.json';
import { markdownTable } from './sections';

interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
  readonly met?: boolean;
}

/** The figures of the latest recorded run. */
export function figuresSection(): string {
  const figures = Object.values(results).flatMap((group): readonly Figure[] => group.figures);
  const rows = figures.map(({ figure, value, unit, target, met }) => [
    figure,
    `${value} ${unit}`,
    target === undefined ? 'reported' : `${target}, ${met ? 'met' : '**missed**'}`,
  ]);
  return markdownTable(['figure', 'value', 'target'], rows);
}
