import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cdkJson from '../../cdk.json';
import { GrowthStage } from '../../index';
import { Assembly } from '../../review/model';
import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/review';
import { synthStages } from '../support/stages';

/** The sample app with host names of every kind, which it has not by itself. */
const zone = { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };
const domain = {
  ...zone,
  names: ['www.example.com', 'example.com'],
  apiNames: ['api.example.com'],
  redirects: { names: ['example.org', 'fr.example.com'], zones: [zone, { ...zone, zoneName: 'example.org' }] },
};
/** The ends, and the step at which names and redirects come. */
const stages = [GrowthStage.ONE, GrowthStage.THOUSAND, GrowthStage.TEN_THOUSAND, GrowthStage.TEN_MILLION];
const pairs = stages.flatMap((from, i) => stages.slice(i + 1).map((to) => [from.name, to.name] as const));
const directory = mkdtempSync(join(tmpdir(), 'stages-with-domain-'));
const assemblies: Record<string, Assembly> = {};

beforeAll(() => {
  synthStages(directory, { validate: false, stages, context: { app: { ...cdkJson.context.app, domain } } });
  for (const { name } of stages) assemblies[name] = readAssembly(join(directory, name));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const of = (stage: string, type: string) =>
  assemblies[stage].stacks.flatMap(({ template }) =>
    Object.values(template.Resources).filter((resource) => resource.Type === type),
  );
const aliases = (stage: string) =>
  of(stage, 'AWS::CloudFront::Distribution').map(({ Properties }) => Properties?.DistributionConfig);

test.each(pairs)('with a domain, %s → %s has no hazard', (from, to) => {
  const { findings, verdict } = review(assemblies[from], assemblies[to], { from, to });
  expect(findings.filter(({ severity }) => severity === 'hazard')).toEqual([]);
  expect(verdict).toBe('safe');
});

test('names of the API and redirects come with the stage that has something for them', () => {
  const names = (stage: string) => aliases(stage).map((config) => (config as { Aliases: string[] }).Aliases);
  expect(names('thousand')).toEqual([domain.names]);
  expect(names('ten-thousand')).toHaveLength(3);
  expect(names('ten-thousand')).toEqual(
    expect.arrayContaining([domain.names, domain.apiNames, domain.redirects.names]),
  );
  expect(of('thousand', 'AWS::CertificateManager::Certificate')).toHaveLength(1);
  expect(of('ten-thousand', 'AWS::CertificateManager::Certificate')).toHaveLength(3);
});

test('certificates prove each name in the nearest zone, and stay when another list replaces them', () => {
  const certificates = of('ten-thousand', 'AWS::CertificateManager::Certificate');
  for (const { DeletionPolicy, UpdateReplacePolicy } of certificates)
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  const redirects = certificates.find(({ Properties }) => Properties?.DomainName === 'example.org');
  expect(redirects?.Properties?.DomainValidationOptions).toEqual(
    domain.redirects.names.map((DomainName) => ({ DomainName, HostedZoneId: zone.hostedZoneId })),
  );
});
