import { GrowthStage } from '../../index';
import { reviewPairs, summary } from '../../review/cli/commands/check';
import { readStages } from '../../review/cli/support/stages';
import { PLAIN } from '../../review/cli/support/style';
import { markdownTable } from './sections';

/** What `npm start` prints of the stages in a folder, without the time that it took. */
export function matrixSection(directory: string): string {
  const stages = readStages(directory);
  const lines = summary(stages, reviewPairs(stages), PLAIN).map((line) => line.trimEnd());
  return `\`\`\`text\n${lines.join('\n')}\n\`\`\``;
}

/** The stages with their users and what they add. */
export function stagesSection(): string {
  const rows = GrowthStage.all().map(({ name, users, adds }) => [
    `\`${name}\``,
    users.toLocaleString('en-US'),
    adds.join('; '),
  ]);
  return markdownTable(['stage', 'users', 'what it adds'], rows);
}
