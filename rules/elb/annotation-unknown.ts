import { defineRule, labelOf, parseAnnotationKey, set, settled, yaml } from '#kit';
import type { AnnotatedKind, AnnotationKey, Context, FixProposal, Kinds, Located } from '#kit';

const messages = {
  misspelt:
    "No load balancer controller reads annotation '{annotation}' of {kind} '{name}', so it does nothing; did you mean '{closest}'?",
  unknown:
    "The AWS Load Balancer Controller, as of version 3.5, reads no annotation '{annotation}', so on {kind} '{name}' it does nothing; look it up, or leave it out.",
  elsewhere:
    "Annotation '{annotation}' is read from {readFrom} only, so on {kind} '{name}' it does nothing; write it there.",
  otherClass:
    "Ingress '{name}' is of class '{ingressClass}', whose controller '{controller}' reads no annotation of the AWS Load Balancer Controller, so '{annotation}' does nothing; leave it out, or take another class.",
  noBalancer:
    "Service '{name}' is not of type LoadBalancer, so nobody makes a load balancer for it and '{annotation}' does nothing; set {type.field} to LoadBalancer, or leave the annotation out.",
} as const;

type Annotated = Kinds['k8s.Ingress'] | Kinds['k8s.Service'];

interface Entry {
  readonly at: Located;
  readonly key: string;
  readonly parsed: AnnotationKey;
}

/** Controllers pass over annotations that they do not know, in silence. */
export default defineRule({
  id: 'elb/annotation-unknown',
  aka: ['catalogue:lbc-annotation-unknown', 'catalogue:lbc-annotation-wrong-object'],
  summary: 'Write annotations of load balancers as the controller reads them, where it reads them.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'The AWS Load Balancer Controller looks each annotation up by its name and never says a word about the others. What a misspelt one should have done is left at its default: the load balancer is internal, plain HTTP is not redirected, nobody has to log in. A name that resembles none is a warning only, since the controller may be newer than our table, and so is one that stands on the wrong object.',
  references: [
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/',
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/',
  ],
  messages,

  visit: {
    'k8s.Ingress'(ingress, context) {
      const entries = checkNames('Ingress', ingress, context);
      const [first] = entries.filter(({ parsed }) => parsed.annotation?.on.includes('Ingress'));
      const other = first && otherClassOf(ingress, context);
      if (!other) return;
      context.report({
        at: first.at,
        message: 'otherClass',
        severity: 'warning',
        data: { name: labelOf(ingress.metadata.name), annotation: first.key, ...other },
      });
    },
    'k8s.Service'(service, context) {
      const entries = checkNames('Service', service, context);
      const [first] = entries.filter(({ parsed }) => parsed.annotation?.on.join() === 'Service');
      const { type } = service.spec;
      if (!first || service.spec.$.state !== 'known' || settled(type, 'ClusterIP') !== 'ClusterIP') return;
      context.report({
        at: first.at,
        message: 'noBalancer',
        severity: 'warning',
        data: { name: labelOf(service.metadata.name), annotation: first.key, type },
      });
    },
  },

  examples: {
    bad: [
      {
        title: 'Visitors are not redirected: the name is misspelt.',
        code: yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata:
            name: web
            annotations:
              alb.ingress.kubernetes.io/scheme: internet-facing
              alb.ingress.kubernetes.io/ssl-redirekt: '443'
          #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt
          spec:
            ingressClassName: alb
            defaultBackend: { service: { name: web, port: { number: 80 } } }
        `,
      },
      {
        title: 'The scheme is a matter of the Ingress.',
        code: yaml`
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            annotations:
              alb.ingress.kubernetes.io/scheme: internet-facing
          #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere
          spec:
            selector: { app: web }
            ports: [{ port: 80 }]
        `,
      },
    ],
    good: [
      {
        title: 'What concerns the targets may stand on the Service.',
        code: yaml`
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            annotations:
              alb.ingress.kubernetes.io/healthcheck-path: /health
          spec:
            selector: { app: web }
            ports: [{ port: 80 }]
        `,
      },
    ],
  },
});

/** Reports names that mean nothing, and those that mean nothing on this kind; gives those of load balancers. */
function checkNames(kind: AnnotatedKind, object: Annotated, context: Context<typeof messages>): readonly Entry[] {
  const { annotations, name } = object.metadata;
  const entries = annotations.entries.flatMap(({ key, at }): Entry[] => {
    const parsed = parseAnnotationKey(key);
    return parsed ? [{ at, key, parsed }] : [];
  });
  for (const { at, key, parsed } of entries) {
    const data = { annotation: key, kind, name: labelOf(name) };
    const on = parsed.annotation?.on;
    if (on?.includes(kind)) continue;
    if (on) {
      const readFrom = on.map((each) => (each === 'Ingress' ? 'an Ingress' : 'a Service')).join(' or ');
      context.report({ at, message: 'elsewhere', severity: 'warning', data: { ...data, readFrom } });
      continue;
    }
    const { closest } = parsed;
    if (closest === undefined) context.report({ at, message: 'unknown', severity: 'warning', data });
    else {
      const fix = annotations.get(closest) === undefined ? rename(at, closest) : undefined;
      context.report({ at, message: 'misspelt', data: { ...data, closest }, fix });
    }
  }
  return entries;
}

/** What it asked for so far came to nothing, so that the deployed system changes. */
function rename(at: Located, key: string): FixProposal {
  return { title: `Write '${key}'`, safety: 'unsafe', changes: [set(at, key)] };
}

/** Controllers of the AWS Load Balancer Controller and of EKS Auto Mode. */
const CONTROLLERS: ReadonlySet<string> = new Set(['ingress.k8s.aws/alb', 'eks.amazonaws.com/alb']);

/** The class of an Ingress and its controller, where the tree has it and it is not one for ALBs. */
function otherClassOf(
  ingress: Kinds['k8s.Ingress'],
  { graph }: Context<typeof messages>,
): { readonly ingressClass: string; readonly controller: string } | undefined {
  const found = graph.lookUp(ingress, ingress.spec.ingressClassName, 'k8s.IngressClass');
  const controller = found.state === 'found' ? settled(found.view.spec.controller) : undefined;
  const ingressClass = settled(ingress.spec.ingressClassName);
  if (controller === undefined || ingressClass === undefined || CONTROLLERS.has(controller)) return undefined;
  return { ingressClass, controller };
}
