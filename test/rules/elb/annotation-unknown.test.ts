import annotationUnknown from '../../../rules/elb/annotation-unknown.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

const ingress = (annotations: string, spec = ''): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
${annotations}spec:
${spec}  defaultBackend: { service: { name: web, port: { number: 80 } } }
`;

testRule(annotationUnknown, {
  valid: [
    {
      title: 'annotations of other controllers and clouds',
      code: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            service.beta.kubernetes.io/azure-load-balancer-internal: 'true'
            service.beta.kubernetes.io/do-loadbalancer-name: web
            service.kubernetes.io/topology-mode: Auto
            external-dns.alpha.kubernetes.io/hostname: shop.example.com
        spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }
      `,
    },
    {
      title: 'both kinds on the object that is read, those of Classic Load Balancers too',
      code: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            service.beta.kubernetes.io/aws-load-balancer-scheme: internal
            service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout: '600'
            service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-80: tcp.idle_timeout.seconds=400
            alb.ingress.kubernetes.io/target-type: ip
        spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }
      `,
    },
    {
      title: 'names made of the user’s own words',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/actions.to-https: '{"type": "redirect", "redirectConfig": {}}'
    alb.ingress.kubernetes.io/conditions.web: '[]'
    alb.ingress.kubernetes.io/target-control-port.web.80: '3000'
`),
      },
    },
    {
      title: 'a part of a Service that a kustomization merges, whose type is written elsewhere',
      code: [
        {
          path: 'kustomization.yaml',
          text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{ path: patch.yaml }]\n',
        },
        {
          path: 'patch.yaml',
          text: `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations: { service.beta.kubernetes.io/aws-load-balancer-scheme: internal }
spec: { loadBalancerClass: service.k8s.aws/nlb }
`,
        },
      ],
    },
    {
      title: 'a class that the tree does not hold',
      code: {
        path: 'ingress.yaml',
        text: ingress('    alb.ingress.kubernetes.io/scheme: internal\n', '  ingressClassName: nginx\n'),
      },
    },
    {
      title: 'a class of EKS Auto Mode',
      code: [
        {
          path: 'class.yaml',
          text: 'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: auto }\nspec: { controller: eks.amazonaws.com/alb }\n',
        },
        {
          path: 'ingress.yaml',
          text: ingress('    alb.ingress.kubernetes.io/scheme: internal\n', '  ingressClassName: auto\n'),
        },
      ],
    },
  ],
  invalid: [
    {
      title: 'misspelt names, with their fix',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/certificate-arns: arn:aws:acm:eu-central-1:123456789012:certificate/1
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt
    "alb.ingress.kubernetes.io/action.to-https": '{}'
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt
`),
      },
      messages: [
        "No load balancer controller reads annotation 'alb.ingress.kubernetes.io/certificate-arns' of Ingress 'web', so it does nothing; did you mean 'alb.ingress.kubernetes.io/certificate-arn'?",
        "No load balancer controller reads annotation 'alb.ingress.kubernetes.io/action.to-https' of Ingress 'web', so it does nothing; did you mean 'alb.ingress.kubernetes.io/actions.to-https'?",
      ],
      fixed: ingress(`    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-central-1:123456789012:certificate/1
    "alb.ingress.kubernetes.io/actions.to-https": '{}'
`),
    },
    {
      title: 'the right name stands there already: nothing to rename',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/scheme: internal
    alb.ingress.kubernetes.io/schema: internet-facing
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt
`),
      },
      fixed: ingress(`    alb.ingress.kubernetes.io/scheme: internal
    alb.ingress.kubernetes.io/schema: internet-facing
`),
    },
    {
      title: 'a name that resembles none, in JSON and in an old version of the API',
      code: json`
        { "apiVersion": "extensions/v1beta1", "kind": "Ingress",
          "metadata": { "name": "web", "annotations": { "alb.ingress.kubernetes.io/connection-idle-timeout": "60" } } }
        //                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown
      `,
    },
    {
      title: 'annotations of the one kind on the other',
      code: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}]'
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere
        spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80 }] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: web
          annotations:
            service.beta.kubernetes.io/aws-load-balancer-scheme: internal
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere
        spec:
          defaultBackend: { service: { name: web, port: { number: 80 } } }
      `,
    },
    {
      title: 'a Service without a load balancer, told once',
      code: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            service.beta.kubernetes.io/aws-load-balancer-type: external
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ noBalancer
            service.beta.kubernetes.io/aws-load-balancer-scheme: internal
        spec: { selector: { app: web }, ports: [{ port: 80 }] }
      `,
      messages: [
        "Service 'web' is not of type LoadBalancer, so nobody makes a load balancer for it and 'service.beta.kubernetes.io/aws-load-balancer-type' does nothing; set type to LoadBalancer, or leave the annotation out.",
      ],
    },
    {
      title: 'an Ingress of another class, told once',
      code: [
        {
          path: 'class.yaml',
          text: 'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: inner }\nspec: { controller: k8s.io/ingress-nginx }\n',
        },
        {
          path: 'ingress.yaml',
          text: ingress(
            `    alb.ingress.kubernetes.io/scheme: internal
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ otherClass
    alb.ingress.kubernetes.io/target-type: ip
`,
            '  ingressClassName: inner\n',
          ),
        },
      ],
    },
  ],
});
