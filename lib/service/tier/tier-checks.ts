import { Token } from 'aws-cdk-lib';
import { wholeUnits } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { TierSettings } from './settings';

/** What must hold of a tier, whatever it computes with. */
export function tierChecks<P extends TierSettings>(): Check<P>[] {
  return [
    {
      prop: 'healthCheckPath',
      value: (p) => p.healthCheckPath,
      broken: (p) => !p.healthCheckPath.startsWith('/') || p.healthCheckPath.length > 1024,
      fix: () => "give a path that begins with '/', of at most 1024 characters",
    },
    {
      prop: 'healthCheckCodes',
      value: (p) => p.healthCheckCodes,
      broken: (p) => !isCodes(p.healthCheckCodes),
      fix: () => "give codes from 200 to 499, and ranges of them, separated by commas, such as '200-299,401'",
    },
    wholeUnits('deregistrationDelay', (p) => p.deregistrationDelay, 'seconds', { least: 0, most: 3600 }),
    wholeUnits('healthCheckInterval', (p) => p.healthCheckInterval, 'seconds', { least: 6, most: 300 }),
  ];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancingv2-targetgroup-matcher.html */
function isCodes(codes: string): boolean {
  return codes.split(',').every((part) => {
    const [, from, to = from] = /^([2-4]\d\d)(?:-([2-4]\d\d))?$/.exec(part) ?? [];
    return from !== undefined && Number(from) <= Number(to);
  });
}

/** Variables that a file of lines, and Lambda, can hold. */
export function variableChecks<P>(of: (p: P) => { [name: string]: string }): Check<P>[] {
  const badNames = (p: P) => Object.keys(of(p)).filter((name) => !/^[A-Za-z][A-Za-z0-9_]*$/.test(name));
  const badValues = (p: P) =>
    Object.entries(of(p))
      .filter(([, value]) => !Token.isUnresolved(value) && /[\r\n\0]/.test(value))
      .map(([name]) => name);
  return [
    {
      prop: 'environment',
      value: badNames,
      broken: (p) => badNames(p).length > 0,
      fix: () => 'name variables by letters, digits and _, a letter first',
    },
    {
      prop: 'environment',
      value: badValues,
      broken: (p) => badValues(p).length > 0,
      fix: () => 'give values of one line',
    },
  ];
}
