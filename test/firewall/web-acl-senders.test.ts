import { Countries } from '../../lib/firewall/countries';
import { IpList } from '../../lib/firewall/ip-list';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { REGIONAL, rulesOf, synthAcl } from './support';

const regional = WebAclScope.regional();

describe('senders', () => {
  test('by address, of one version of IP or of both', () => {
    const template = synthAcl({
      allow: IpList.of('192.0.2.44', '2001:DB8::/32'),
      deny: IpList.of('198.51.100.0/24'),
    });
    const sets = template.findResources('AWS::WAFv2::IPSet');
    expect(Object.values(sets).map(({ Properties }) => Properties)).toEqual([
      { Scope: 'CLOUDFRONT', IPAddressVersion: 'IPV4', Addresses: ['192.0.2.44/32'] },
      { Scope: 'CLOUDFRONT', IPAddressVersion: 'IPV6', Addresses: ['2001:db8::/32'] },
      { Scope: 'CLOUDFRONT', IPAddressVersion: 'IPV4', Addresses: ['198.51.100.0/24'] },
    ]);
    const [v4, v6, denied] = Object.keys(sets).map((id) => ({
      IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': [id, 'Arn'] } },
    }));
    const { Allow, Deny } = rulesOf(template);
    expect(Allow).toMatchObject({
      Priority: 0,
      Action: { Allow: {} },
      Statement: { OrStatement: { Statements: [v4, v6] } },
    });
    expect(Deny).toMatchObject({ Priority: 10, Action: { Block: {} }, Statement: denied });
  });

  test('by country', () => {
    const named = { GeoMatchStatement: { CountryCodes: ['FR', 'BE'] } };
    const only = rulesOf(synthAcl({ countries: Countries.only(['FR', 'BE']) })).Countries;
    expect(only).toMatchObject({
      Priority: 20,
      Action: { Block: {} },
      Statement: { NotStatement: { Statement: named } },
    });
    const except = rulesOf(synthAcl({ countries: Countries.except(['FR', 'BE'], { onTrial: true }) })).Countries;
    expect(except).toMatchObject({ Action: { Count: {} }, Statement: named });
  });

  test('behind a proxy by what it forwards', () => {
    const props = {
      scope: regional,
      forwardedIpHeader: 'X-Forwarded-For',
      deny: IpList.of('192.0.2.0/24'),
      countries: Countries.only(['FR']),
    };
    const { Deny, Countries: countries } = rulesOf(synthAcl(props, REGIONAL));
    expect(Deny.Statement.IPSetReferenceStatement.IPSetForwardedIPConfig).toEqual({
      HeaderName: 'X-Forwarded-For',
      FallbackBehavior: 'NO_MATCH',
      Position: 'FIRST',
    });
    expect(countries.Statement.NotStatement).toMatchObject({
      Statement: {
        GeoMatchStatement: { ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' } },
      },
    });
  });
});
