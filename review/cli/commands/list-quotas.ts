import { QuotaUse, quotasOf } from '../../quotas/quotas';
import { print, printJson } from '../support/output';
import { SynthOptions, withStages } from '../support/stages';
import { Style, styleFor } from '../support/style';
import { table, thousands } from '../support/table';

interface StageQuotas {
  readonly name: string;
  readonly quotas: readonly QuotaUse[];
}

/** What each stage needs of the quotas of the account, Region by Region. */
export async function listQuotas(cwd: string, options: SynthOptions & { readonly json?: boolean }): Promise<number> {
  const stages = await withStages(cwd, options, (all): StageQuotas[] =>
    all.names.map((name) => ({ name, quotas: quotasOf(all.assembly(name)) })),
  );
  if (options.json) printJson(stages);
  else print(quotaReport(stages, styleFor(process.stdout)).join('\n'));
  return 0;
}

function quotaReport(stages: readonly StageQuotas[], style: Style): string[] {
  const head = ['stage', 'region', 'quota', 'code', 'default', 'at least', 'at most', 'request'].map(style.dim);
  const rows = stages.flatMap(({ name, quotas }) =>
    quotas.map((use, i) => [i === 0 ? style.bold(name) : '', ...cells(use, style)]),
  );
  return [
    ...table([head, ...rows], ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'left']),
    '',
    'default: what an account has that asked for nothing; behind a slash, what an account that is new may have.',
    'at least and at most: what the stage needs when it runs at its minimum, and when all in it has scaled to its maximum;',
    'tasks count as often as a deployment runs them.',
    'What other apps in the account use is not counted. To see and to raise a quota (codes and services as above):',
    '  aws service-quotas get-service-quota --service-code SERVICE --quota-code CODE --region REGION',
    '  aws service-quotas request-service-quota-increase --service-code SERVICE --quota-code CODE --desired-value N --region REGION',
  ];
}

function cells({ region, service, code, name, min, max, request, ...use }: QuotaUse, style: Style): string[] {
  const young = use.newAccounts === undefined ? '' : `/${thousands(use.newAccounts)}`;
  const quota = `${thousands(use.default)}${young}`;
  return [region, name, `${service} ${code}`, quota, thousands(min), thousands(max), style.yellow(request ?? '')];
}
