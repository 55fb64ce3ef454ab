import {
  checkAnnotationValue,
  closest,
  defineRule,
  isPlaceholder,
  labelOf,
  parseableText,
  parseAnnotationKey,
  set,
  settled,
  wrongPartOf,
  yaml,
} from '#kit';
import type { AnnotatedKind, Context, FixProposal, Kinds, Value, WordFault } from '#kit';

const messages = {
  value:
    "Annotation '{annotation}' of {kind} '{name}' takes {expected}, not '{value}'; the controller stops at it and makes no load balancer.",
  part: "Annotation '{annotation}' of {kind} '{name}' takes {expected} where '{wrong}' stands; the controller stops at it and makes no load balancer.",
  missing:
    "Annotation '{annotation}' of {kind} '{name}' takes {expected}; the controller stops at this value and makes no load balancer.",
} as const;

/** `YOUR_IP/32`, `CERT_ARN`: examples name so what has to be filled in, and no grammar has such words. */
const STAND_IN = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:\/\d+)?$/;

/** Longer values are read in the file. */
const LONGEST = 40;

/** An annotation is a text to Kubernetes, whatever stands in it; its controller is not so lenient. */
export default defineRule({
  id: 'elb/annotation-value',
  aka: [
    'catalogue:lbc-annotation-value-type',
    'catalogue:lbc-scheme-invalid',
    'catalogue:alb-attributes',
    'catalogue:alb-backend-protocol-invalid',
    'catalogue:alb-certificate-arn-invalid',
    'catalogue:alb-group-name-invalid',
    'catalogue:alb-healthcheck-range',
    'catalogue:alb-inbound-cidr-invalid',
    'catalogue:alb-listen-ports-invalid',
    'catalogue:alb-name-length',
    'catalogue:alb-target-type-invalid',
    'catalogue:nlb-alpn-policy',
    'catalogue:nlb-backend-protocol',
    'catalogue:nlb-healthcheck',
    'catalogue:nlb-target-type-invalid',
    'catalogue:nlb-type-value',
  ],
  awsErrors: [
    'failed to parse bool annotation',
    'failed to parse int64 annotation',
    'failed to parse stringMap annotation',
    'failed to parse json annotation',
    'unknown targetType',
    'backend protocol must be within',
    'Unsupported health check protocol',
  ],
  summary: 'Give each annotation of a load balancer a value that its controller can read.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'Kubernetes takes any text. The AWS Load Balancer Controller then fails to build its model of the load balancer, writes an event and leaves things as they were: without a load balancer, or with one that follows no further change, for all Ingresses of the group. A word out of a list that AWS extends, such as an attribute, is a warning where it resembles none of them. Values that are not even text, such as true without quotes, are told by syntax/wrong-type.',
  references: [
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/',
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html',
  ],
  messages,

  visit: {
    'k8s.Ingress': (ingress, context) => checkValues('Ingress', ingress.metadata, context),
    'k8s.Service': (service, context) => checkValues('Service', service.metadata, context),
  },

  examples: {
    bad: [
      {
        title: 'There is no such scheme.',
        code: yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata:
            name: web
            annotations:
              alb.ingress.kubernetes.io/scheme: public
          #                                     ^^^^^^ value
          spec:
            ingressClassName: alb
            defaultBackend: { service: { name: web, port: { number: 80 } } }
        `,
      },
      {
        title: 'A misspelt attribute, and a value beyond its range.',
        code: yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata:
            name: web
            annotations:
              alb.ingress.kubernetes.io/load-balancer-attributes: idle_timout.timeout_seconds=120
          #                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ part
              alb.ingress.kubernetes.io/target-group-attributes: deregistration_delay.timeout_seconds=7200
          #                                                                                           ^^^^ part
          spec:
            ingressClassName: alb
            defaultBackend: { service: { name: web, port: { number: 80 } } }
        `,
      },
    ],
    good: [
      {
        title: 'As the controller reads them.',
        code: yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata:
            name: web
            annotations:
              alb.ingress.kubernetes.io/scheme: internet-facing
              alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
              alb.ingress.kubernetes.io/ssl-redirect: '443'
              alb.ingress.kubernetes.io/load-balancer-attributes: idle_timeout.timeout_seconds=120,routing.http2.enabled=true
          spec:
            ingressClassName: alb
            defaultBackend: { service: { name: web, port: { number: 80 } } }
        `,
      },
    ],
  },
});

function checkValues(
  kind: AnnotatedKind,
  { annotations, name }: Kinds['k8s.Ingress']['metadata'],
  { report }: Context<typeof messages>,
): void {
  for (const { key, value } of annotations.entries) {
    const annotation = parseAnnotationKey(key)?.annotation;
    const text = annotation?.on.includes(kind) ? parseableText(value) : undefined;
    const fault = text === undefined || !annotation ? undefined : checkAnnotationValue(annotation.grammar, text);
    if (text === undefined || fault?.certainty !== 'certain') continue;
    const found = text.slice(fault.at.start, fault.at.end);
    if (isPlaceholder(found) || STAND_IN.test(found)) continue;
    const meant = fault.words && closest(found, fault.words);
    const { at, wrong } = wrongPartOf(value, text, fault);
    const data = { annotation: key, kind, name: labelOf(name), expected: expectedText(fault, meant) };
    const place = {
      at,
      fix: meant === undefined ? undefined : spelling(value, text, fault, meant),
      // What AWS adds to its lists does not look like what we know.
      ...(fault.open && meant === undefined && { severity: 'warning' as const }),
    };
    if (wrong !== undefined && wrong.length <= LONGEST) report({ ...place, message: 'part', data: { ...data, wrong } });
    else if (wrong === undefined && text !== '' && text.length <= LONGEST)
      report({ ...place, message: 'value', data: { ...data, value: text } });
    else report({ ...place, message: 'missing', data });
  }
}

function expectedText({ expected }: WordFault, meant: string | undefined): string {
  return meant === undefined ? expected : `${expected} (did you mean '${meant}'?)`;
}

/** Writes the word that was meant, where the file holds the whole of the value. */
function spelling(value: Value<string>, text: string, { at }: WordFault, meant: string): FixProposal | undefined {
  if (settled(value) !== text) return undefined;
  const changes = [set(value, text.slice(0, at.start) + meant + text.slice(at.end))];
  return { title: `Write '${meant}'`, safety: 'unsafe', changes };
}
