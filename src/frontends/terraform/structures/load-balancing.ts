import type { MapTerm, Term } from '../../../values/index.ts';
import { attributes, derive, inBlock, single, tagPairs, when, word, type Structure } from '../shape-terms.ts';

/** Where load balancers of the AWS provider differ from the API. Source: provider schema 5.100. */
export const LOAD_BALANCING_STRUCTURES: Readonly<Record<string, Structure>> = {
  'elbv2.LoadBalancer.tags': tagPairs,
  'elbv2.LoadBalancer.scheme': schemeOf,
  'elbv2.LoadBalancer.attributes': (owner) => attributes(owner, [...named(owner, LOAD_BALANCER), ...logs(owner)]),

  'elbv2.Listener.tags': tagPairs,
  'elbv2.Listener.alpnPolicy': (owner) => single(owner.get('alpn_policy')),
  'elbv2.Listener.attributes': (owner) => attributes(owner, named(owner, LISTENER)),
  // The certificate of a listener is an argument; the struct around it is the listener itself.
  'elbv2.Listener.certificates': (owner) => single(when(owner.get('certificate_arn'), () => owner)),

  'elbv2.ListenerRule.tags': tagPairs,
  'elbv2.RuleCondition.field': conditionField,
  'elbv2.RuleCondition.queryStringConfig': (owner) => when(owner.get('query_string'), () => owner),
  'elbv2.QueryStringConditionConfig.values': (owner) => owner.get('query_string'),

  'elbv2.TargetGroup.tags': tagPairs,
  'elbv2.TargetGroup.attributes': (owner) => attributes(owner, [...named(owner, TARGET_GROUP), ...stickiness(owner)]),
  'elbv2.TargetGroup.matcher': (owner) => when(inBlock(owner, 'health_check', 'matcher'), () => owner),
  'elbv2.Matcher.httpCode': (owner) => codeOf(owner, false),
  'elbv2.Matcher.grpcCode': (owner) => codeOf(owner, true),

  'elb.LoadBalancer.tags': tagPairs,
  'elb.LoadBalancer.scheme': schemeOf,
  'elb.LoadBalancer.loadBalancerAttributes': (owner) => owner,
  'elb.LoadBalancerAttributes.accessLog': (owner) => owner.get('access_logs'),
  'elb.LoadBalancerAttributes.crossZoneLoadBalancing': (owner) =>
    when(owner.get('cross_zone_load_balancing'), () => owner),
  'elb.LoadBalancerAttributes.connectionDraining': (owner) => when(owner.get('connection_draining'), () => owner),
  'elb.LoadBalancerAttributes.connectionSettings': (owner) => when(owner.get('idle_timeout'), () => owner),
  'elb.LoadBalancerAttributes.additionalAttributes': (owner) =>
    attributes(owner, named(owner, [['desync_mitigation_mode', 'elb.http.desyncmitigationmode']])),
  'elb.CrossZoneLoadBalancing.enabled': (owner) => owner.get('cross_zone_load_balancing'),
  'elb.ConnectionDraining.enabled': (owner) => owner.get('connection_draining'),
  'elb.ConnectionDraining.timeout': (owner) => owner.get('connection_draining_timeout'),
  'elb.AccessLog.s3BucketName': (owner) => owner.get('bucket'),
  'elb.AccessLog.s3BucketPrefix': (owner) => owner.get('bucket_prefix'),
  'elb.AccessLog.emitInterval': (owner) => owner.get('interval'),
};

type Names = readonly (readonly [argument: string, key: string])[];

// Attribute keys: ELBv2 API reference, LoadBalancerAttribute.
const LOAD_BALANCER: Names = [
  ['enable_deletion_protection', 'deletion_protection.enabled'],
  ['idle_timeout', 'idle_timeout.timeout_seconds'],
  ['client_keep_alive', 'client_keep_alive.seconds'],
  ['drop_invalid_header_fields', 'routing.http.drop_invalid_header_fields.enabled'],
  ['desync_mitigation_mode', 'routing.http.desync_mitigation_mode'],
  ['preserve_host_header', 'routing.http.preserve_host_header.enabled'],
  ['xff_header_processing_mode', 'routing.http.xff_header_processing.mode'],
  ['enable_xff_client_port', 'routing.http.xff_client_port.enabled'],
  ['enable_tls_version_and_cipher_suite_headers', 'routing.http.x_amzn_tls_version_and_cipher_suite.enabled'],
  ['enable_http2', 'routing.http2.enabled'],
  ['enable_waf_fail_open', 'waf.fail_open.enabled'],
  ['enable_cross_zone_load_balancing', 'load_balancing.cross_zone.enabled'],
  ['enable_zonal_shift', 'zonal_shift.config.enabled'],
  ['dns_record_client_routing_policy', 'dns_record.client_routing_policy'],
];

// ELBv2 API reference, ListenerAttribute.
const LISTENER: Names = [
  ['tcp_idle_timeout_seconds', 'tcp.idle_timeout.seconds'],
  ['routing_http_response_server_enabled', 'routing.http.response.server.enabled'],
  [
    'routing_http_response_strict_transport_security_header_value',
    'routing.http.response.strict_transport_security.header_value',
  ],
];

// ELBv2 API reference, TargetGroupAttribute.
const TARGET_GROUP: Names = [
  ['deregistration_delay', 'deregistration_delay.timeout_seconds'],
  ['connection_termination', 'deregistration_delay.connection_termination.enabled'],
  ['slow_start', 'slow_start.duration_seconds'],
  ['load_balancing_algorithm_type', 'load_balancing.algorithm.type'],
  ['load_balancing_anomaly_mitigation', 'load_balancing.algorithm.anomaly_mitigation'],
  ['load_balancing_cross_zone_enabled', 'load_balancing.cross_zone.enabled'],
  ['lambda_multi_value_headers_enabled', 'lambda.multi_value_headers.enabled'],
  ['preserve_client_ip', 'preserve_client_ip.enabled'],
  ['proxy_protocol_v2', 'proxy_protocol_v2.enabled'],
];

function* named(owner: MapTerm, names: Names): Generator<[string, Term | undefined]> {
  for (const [argument, key] of names) yield [key, owner.get(argument)];
}

function* logs(owner: MapTerm): Generator<[string, Term | undefined]> {
  for (const kind of ['access_logs', 'connection_logs']) {
    for (const part of ['enabled', 'bucket', 'prefix']) yield [`${kind}.s3.${part}`, inBlock(owner, kind, part)];
  }
}

function* stickiness(owner: MapTerm): Generator<[string, Term | undefined]> {
  for (const part of ['enabled', 'type']) yield [`stickiness.${part}`, inBlock(owner, 'stickiness', part)];
  yield ['stickiness.lb_cookie.duration_seconds', inBlock(owner, 'stickiness', 'cookie_duration')];
}

function schemeOf(owner: MapTerm): Term | undefined {
  return word(owner.get('internal'), 'internal', 'internet-facing');
}

/** The matcher of the health check is for gRPC where the protocol version is. */
function codeOf(owner: MapTerm, grpc: boolean): Term | undefined {
  const code = inBlock(owner, 'health_check', 'matcher');
  const version = owner.get('protocol_version');
  if (!code || !version) return grpc ? undefined : code;
  return derive(version, (settled) =>
    (settled.state === 'scalar' && settled.text === 'GRPC') === grpc ? code : { state: 'absent', origin: code.origin },
  );
}

const CONDITIONS: Names = [
  ['path_pattern', 'path-pattern'],
  ['host_header', 'host-header'],
  ['http_header', 'http-header'],
  ['http_request_method', 'http-request-method'],
  ['query_string', 'query-string'],
  ['source_ip', 'source-ip'],
];

/** The API names the field that a condition is about; Terraform has a block of that name. */
function conditionField(owner: MapTerm): Term | undefined {
  let field: Term | undefined;
  for (const [block, name] of [...CONDITIONS].reverse()) {
    const term = owner.get(block);
    if (!term) continue;
    const otherwise = field;
    const found: Term = { state: 'scalar', value: name, text: name, origin: term.origin };
    field = derive(when(term, () => found) ?? term, (settled) =>
      settled.state === 'absent' ? (otherwise ?? settled) : settled,
    );
  }
  return field;
}
