import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import attributes from '../../schemas/aws/load-balancer-attributes.json' with { type: 'json' };
import table from '../../schemas/kubernetes/load-balancer-annotations.json' with { type: 'json' };
import { checkAnnotationValue } from '../../src/domain/annotation-value.ts';
import { parseAnnotationKey } from '../../src/domain/load-balancer-annotations.ts';
import { UNKNOWN_TEXT } from '../../src/domain/unknown-text.ts';

const ALB = 'alb.ingress.kubernetes.io/';
const NLB = 'service.beta.kubernetes.io/aws-load-balancer-';

describe('keys of annotations', () => {
  it.each([
    [`${ALB}scheme`, 'scheme', ['Ingress']],
    [`${ALB}group.name`, 'group.name', ['Ingress']],
    [`${ALB}healthcheck-path`, 'healthcheck-path', ['Ingress', 'Service']],
    [`${ALB}actions.redirect-to-https`, 'actions.*', ['Ingress']],
    [`${ALB}listener-attributes.HTTPS-443`, 'listener-attributes.*', ['Ingress']],
    [`${ALB}target-control-port.web.80`, 'target-control-port.*', ['Ingress']],
    [`${NLB}scheme`, 'aws-load-balancer-scheme', ['Service']],
    [`${NLB}listener-attributes.TCP-80`, 'aws-load-balancer-listener-attributes.*', ['Service']],
    ['service.kubernetes.io/aws-load-balancer-type', 'aws-load-balancer-type', ['Service']],
    ['service.beta.kubernetes.io/load-balancer-source-ranges', 'load-balancer-source-ranges', ['Service']],
  ])('%s is %s', (key, name, on) => {
    expect(parseAnnotationKey(key)?.annotation).toMatchObject({ name, on });
  });

  it.each([
    'kubernetes.io/ingress.class',
    'nginx.ingress.kubernetes.io/scheme',
    'ack.ingress.kubernetes.io/scheme',
    'scheme',
    'service.beta.kubernetes.io/azure-load-balancer-internal',
    'service.beta.kubernetes.io/do-loadbalancer-protocol',
    'service.kubernetes.io/topology-mode',
  ])('%s is none of ours', (key) => {
    expect(parseAnnotationKey(key)).toBeUndefined();
  });

  it.each([
    [`${ALB}sheme`, `${ALB}scheme`],
    [`${ALB}Scheme`, `${ALB}scheme`],
    [`${ALB}certificate-arns`, `${ALB}certificate-arn`],
    [`${ALB}action.redirect`, `${ALB}actions.redirect`],
    [`${ALB}groups.name`, `${ALB}group.name`],
    [`${NLB}target-type`, undefined],
    [`${NLB}healthcheck-intervall`, `${NLB}healthcheck-interval`],
    ['service.kubernetes.io/aws-load-balancer-shceme', 'service.kubernetes.io/aws-load-balancer-scheme'],
    ['alb.ingress.kubernets.io/scheme', `${ALB}scheme`],
    ['services.beta.kubernetes.io/aws-load-balancer-type', `${NLB}type`],
    [`${ALB}brand-new-thing`, undefined],
    [ALB, undefined],
  ])('%s is nearest to %s', (key, closest) => {
    const parsed = parseAnnotationKey(key);
    expect(parsed).toEqual({ annotation: undefined, closest });
  });
});

/** What is wrong, and where: `words expected`. */
function faultIn(grammar: string, text: string): string | undefined {
  const fault = checkAnnotationValue(grammar, text);
  return fault && `${text.slice(fault.at.start, fault.at.end)}: ${fault.expected}`;
}

describe('values of annotations', () => {
  it.each([
    ['boolean', 'true'],
    ['boolean', 'T'],
    ['integer 5..300', '5'],
    ['integer 5..300', '300'],
    ['internal|internet-facing', 'internal'],
    ['~tcp|http', 'HTTP'],
    ['list', 'subnet-1, my subnet'],
    ['list cidr', '10.0.0.0/8, 2001:db8::/32'],
    ['list cidr', ''],
    [
      'list certificate',
      'arn:aws:acm:eu-central-1:123456789012:certificate/1,arn:aws:iam::123456789012:server-certificate/a',
    ],
    ['map', 'Environment=dev,Team=a=b,Empty='],
    ['map application-target-group', 'slow_start.duration_seconds=0,stickiness.enabled=true'],
    ['port', 'traffic-port'],
    ['port', '8080'],
    ['port', 'http'],
    ['codes', '200-399,12'],
    ['boolean or 0.0.0.0/0', '0.0.0.0/0'],
    ['json listen-ports', '[{"HTTP": 80}, {"HTTPS": 443}, {"HTTP": 80}]'],
    ['json listen-ports', '[{"HTTP": 80, "HTTPS": 443}]'],
    ['json action', '{"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS"}}'],
    ['json action', '{"type":"forward","targetGroupARN":"arn:aws:x"}'],
    ['json conditions', '[{"field":"source-ip","sourceIpConfig":{"values":["10.0.0.0/8"]}}]'],
    ['json mutual-authentication', '[{"port": 443, "mode": "verify", "trustStore": "arn"}]'],
    ['json auth-idp-cognito', '{"UserPoolArn":"a","UserPoolClientId":"b","UserPoolDomain":"c"}'],
  ])('%s takes %s', (grammar, text) => {
    expect(faultIn(grammar, text)).toBeUndefined();
  });

  it.each([
    ['boolean', 'yes', "yes: 'true' or 'false'"],
    ['integer 5..300', '4', '4: a whole number from 5 to 300'],
    ['integer 5..300', '5.5', '5.5: a whole number from 5 to 300'],
    ['internal|internet-facing', 'Internal', "Internal: 'internal' or 'internet-facing'"],
    ['integer 1..100 or off', 'on', "on: a whole number from 1 to 100 or 'off'"],
    ['list cidr', '10.0.0.0/8, 10.0.0.1', "10.0.0.1: an address block such as '10.0.0.0/16'"],
    [
      'list certificate',
      'arn:aws:acm:eu-central-1:1:key/1',
      'arn:aws:acm:eu-central-1:1:key/1: the ARN of a certificate in ACM or IAM',
    ],
    ['map', 'a=1, b', "b: 'key=value'"],
    ['map', '=1', "=1: 'key=value'"],
    ['map application-target-group', 'slow_start.duration_seconds=10', "10: a whole number from 30 to 900 or '0'"],
    ['map application-target-group', 'slow_start=10', 'slow_start: the name of an attribute'],
    ['path', 'health', "health: a path that begins with '/'"],
    ['port', '70000', "70000: a port from 1 to 65535, 'traffic-port' or the name of a port"],
    ['codes', '200-150', "200-150: status codes such as '200', '200,302' or '200-399'"],
    [
      'name',
      '-web',
      '-web: a name of at most 32 letters, digits and hyphens, neither first nor last of which is a hyphen',
    ],
    ['json listen-ports', '[{"HTTP": "80"}]', '"80": a number without quotes'],
    ['json listen-ports', '[{"HTTP": 80}, {"https": 443}]', "https: 'HTTP' or 'HTTPS'"],
    ['json listen-ports', '[{"HTTP": 80}, {"HTTPS": 80}]', '80: a port that is not that of HTTP'],
    ['json listen-ports', '[]', '[]: at least one port'],
    ['json listen-ports', '[80]', '80: an object such as {"HTTP": 80}'],
    [
      'json listen-ports',
      '{"HTTP": 80}',
      '{"HTTP": 80}: a list of ports in JSON, such as [{"HTTP": 80}, {"HTTPS": 443}]',
    ],
    [
      'json listen-ports',
      "[{'HTTP': 80}]",
      '\'HTTP\': a list of ports in JSON, such as [{"HTTP": 80}, {"HTTPS": 443}]',
    ],
    ['json list', '', ': a list in JSON'],
    ['json action', '{"type": "redirekt"}', "redirekt: 'fixed-response', 'redirect' or 'forward'"],
    ['json action', '{"type": "redirect"}', '{"type": "redirect"}: an action with \'redirectConfig\''],
    [
      'json conditions',
      '[{"field": "host"}]',
      "host: 'host-header', 'http-header', 'http-request-method', 'path-pattern', 'query-string' or 'source-ip'",
    ],
    ['json auth-idp-oidc', '{"issuer": "a"}', '{"issuer": "a"}: an object with \'authorizationEndpoint\''],
  ])('%s does not take %s', (grammar, text, fault) => {
    expect(faultIn(grammar, text)).toBe(fault);
  });

  it('is unsure where a part of the text is not known', () => {
    expect(checkAnnotationValue('list cidr', `${UNKNOWN_TEXT},10.0.0.1`)?.certainty).toBe('possible');
    expect(checkAnnotationValue('json listen-ports', `[{"HTTP": ${UNKNOWN_TEXT}}]`)?.certainty).toBe('possible');
  });

  it('gives up on what nests too deep', () => {
    expect(checkAnnotationValue('json list', '['.repeat(100_000))).toBeUndefined();
  });

  it('never throws, and points into the text', () => {
    const grammars = [...table.ingress, ...table.service].map(({ value }) => value);
    const part = fc.constantFrom('80', 'HTTP', '"', '{', '}', '[', ']', ':', ',', '=', 'true', ' ', 'a', UNKNOWN_TEXT);
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...grammars), text, (grammar, value) => {
        const at = checkAnnotationValue(grammar, value)?.at ?? { start: 0, end: 0 };
        expect(at.start).toBeLessThanOrEqual(at.end);
        expect(at.end).toBeLessThanOrEqual(value.length);
      }),
    );
  });

  it('finds the one wrong word among right ones, wherever it stands', () => {
    const block = fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, prefix]) => `${address}/${String(prefix)}`);
    const blanks = fc.constantFrom('', ' ', '  ');
    fc.assert(
      fc.property(fc.array(block), fc.array(block), blanks, blanks, (before, after, left, right) => {
        const join = (items: readonly string[]): string => items.join(`${left},${right}`);
        expect(faultIn('list cidr', join([...before, ...after]))).toBeUndefined();
        expect(faultIn('list cidr', join([...before, 'world', ...after]))).toMatch(/^world: /);
      }),
    );
  });

  it('takes every list of ports that has each port once', () => {
    const ports = fc.uniqueArray(fc.tuple(fc.constantFrom('HTTP', 'HTTPS'), fc.integer({ min: 1, max: 65_535 })), {
      minLength: 1,
      selector: ([, port]) => port,
    });
    fc.assert(
      fc.property(ports, fc.nat(3), (pairs, indent) => {
        const text = JSON.stringify(
          pairs.map(([protocol, port]) => ({ [protocol]: port })),
          undefined,
          indent,
        );
        expect(faultIn('json listen-ports', text)).toBeUndefined();
      }),
    );
  });
});

describe('the tables', () => {
  const ATOM =
    /^(?:text|boolean|name|group-name|path|port|codes|cidr|ipv4|ipv6|prefix-list|elastic-ip|certificate|ssl-policy|\*|0|off|source_ip|0\.0\.0\.0\/0|integer -?\d+\.\.-?\d+|~?[\w-]+(?:\|(?:[\w-]+|\.\.\.))+)$/;
  const isWord = (grammar: string): boolean => grammar.split(' or ').every((each) => ATOM.test(each));

  it('hold only grammars that are read', () => {
    const unread = [...table.ingress, ...table.service].filter(({ value }) => {
      const [kind, of] = value.split(' ', 2);
      if (kind === 'map') return of !== undefined && !(of in attributes.sets);
      if (kind === 'json')
        return !/^(?:listen-ports|action|conditions|mutual-authentication|auth-idp-(?:cognito|oidc)|object|list)$/.test(
          of ?? '',
        );
      return kind === 'list' ? of !== undefined && !isWord(of) : !isWord(value);
    });
    expect(unread).toEqual([]);
    const grammars = Object.values(attributes.sets).flatMap((set) => Object.values(set));
    expect(grammars.filter((grammar) => !isWord(grammar))).toEqual([]);
  });

  it('have each annotation once, and know what took the place of one', () => {
    for (const rows of [table.ingress, table.service]) {
      const names = rows.map(({ name }) => name);
      expect(names).toHaveLength(new Set(names).size);
      const heirs = rows.flatMap((row) => ('deprecatedFor' in row ? [row.deprecatedFor] : []));
      expect(heirs.filter((name) => !names.includes(name))).toEqual([]);
    }
  });
});
