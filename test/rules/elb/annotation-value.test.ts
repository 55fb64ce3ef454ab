import annotationValue from '../../../rules/elb/annotation-value.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

const ingress = (annotations: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
${annotations}spec:
  defaultBackend: { service: { name: web, port: { number: 80 } } }
`;

testRule(annotationValue, {
  valid: [
    {
      title: 'what the guides show',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/scheme: internet-facing
    alb.ingress.kubernetes.io/subnets: subnet-0a1b2c3d, my-subnet
    alb.ingress.kubernetes.io/healthcheck-port: my-port
    alb.ingress.kubernetes.io/healthcheck-interval-seconds: '10'
    alb.ingress.kubernetes.io/success-codes: 200-300
    alb.ingress.kubernetes.io/tags: Environment=dev,Team=test
    alb.ingress.kubernetes.io/actions.response-503: >
      {"type":"fixed-response","fixedResponseConfig":{"contentType":"text/plain","statusCode":"503"}}
    alb.ingress.kubernetes.io/conditions.rule-path4: >
      [{"field":"http-request-method","httpRequestMethodConfig":{"Values":["GET", "HEAD"]}}]
`),
      },
    },
    {
      title: 'placeholders that a later step fills in',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/scheme: \${SCHEME}
    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:<region>:<account-id>:certificate/<certificate-id>
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": \${PORT}}]'
    alb.ingress.kubernetes.io/inbound-cidrs: 10.0.0.0/8,YOUR_IP/32
`),
      },
    },
    {
      title: 'stand-ins of examples',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:REGION:ACCOUNT:certificate/CERT_ID
    alb.ingress.kubernetes.io/ssl-redirect: REPLACE_ME
    alb.ingress.kubernetes.io/ssl-policy: YOUR_POLICY
    alb.ingress.kubernetes.io/security-group-prefix-lists: pl-xxxx
`),
      },
    },
    {
      title: 'what is not text at all, which syntax/wrong-type tells',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/ssl-redirect: 443
    alb.ingress.kubernetes.io/shield-advanced-protection: yes
`),
      },
    },
    {
      title: 'words in any case where the controller takes them so',
      code: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            service.beta.kubernetes.io/aws-load-balancer-healthcheck-protocol: HTTP
            service.beta.kubernetes.io/aws-load-balancer-internal: 0.0.0.0/0
            service.beta.kubernetes.io/aws-load-balancer-proxy-protocol: '*'
            service.beta.kubernetes.io/aws-load-balancer-disable-nlb-sg: 'True'
        spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }
      `,
    },
    {
      title: 'on an object from which it is not read',
      code: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations: { alb.ingress.kubernetes.io/scheme: public }
        spec: { selector: { app: web }, ports: [{ port: 80 }] }
      `,
    },
  ],
  invalid: [
    {
      title: 'words, numbers and lists, underlined where they are wrong',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/target-type: Instance
#                                          ^^^^^^^^ value
    alb.ingress.kubernetes.io/healthcheck-timeout-seconds: '1'
#                                                          ^^^ value
    alb.ingress.kubernetes.io/inbound-cidrs: "10.0.0.0/8, 0.0.0.0"
#                                                         ^^^^^^^ part
    alb.ingress.kubernetes.io/shield-advanced-protection: 'yes'
#                                                         ^^^^^ value
    alb.ingress.kubernetes.io/tags: Environment
#                                   ^^^^^^^^^^^ value
`),
      },
      messages: [
        "Annotation 'alb.ingress.kubernetes.io/target-type' of Ingress 'web' takes 'instance' or 'ip' (did you mean 'instance'?), not 'Instance'; the controller stops at it and makes no load balancer.",
        "Annotation 'alb.ingress.kubernetes.io/healthcheck-timeout-seconds' of Ingress 'web' takes a whole number from 2 to 120, not '1'; the controller stops at it and makes no load balancer.",
        "Annotation 'alb.ingress.kubernetes.io/inbound-cidrs' of Ingress 'web' takes an address block such as '10.0.0.0/16' where '0.0.0.0' stands; the controller stops at it and makes no load balancer.",
        "Annotation 'alb.ingress.kubernetes.io/shield-advanced-protection' of Ingress 'web' takes 'true' or 'false', not 'yes'; the controller stops at it and makes no load balancer.",
        "Annotation 'alb.ingress.kubernetes.io/tags' of Ingress 'web' takes 'key=value', not 'Environment'; the controller stops at it and makes no load balancer.",
      ],
      fixed: ingress(`    alb.ingress.kubernetes.io/target-type: instance
    alb.ingress.kubernetes.io/healthcheck-timeout-seconds: '1'
    alb.ingress.kubernetes.io/inbound-cidrs: "10.0.0.0/8, 0.0.0.0"
    alb.ingress.kubernetes.io/shield-advanced-protection: 'yes'
    alb.ingress.kubernetes.io/tags: Environment
`),
    },
    {
      title: 'JSON that is none, or has not the form',
      code: {
        path: 'ingress.yaml',
        text: ingress(`    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": "443"}]'
#                                                                     ^^^^^ part
    alb.ingress.kubernetes.io/actions.to-https: "{\\"type\\": \\"redirect\\", \\"redirectconfig\\": {}"
#                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
    alb.ingress.kubernetes.io/conditions.web: '[{"field": "path-patern"}]'
#                                                          ^^^^^^^^^^^ part
`),
      },
      fixed: ingress(`    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": "443"}]'
    alb.ingress.kubernetes.io/actions.to-https: "{\\"type\\": \\"redirect\\", \\"redirectconfig\\": {}"
    alb.ingress.kubernetes.io/conditions.web: '[{"field": "path-pattern"}]'
`),
    },
    {
      title: 'attributes: a misspelt one, and one that may be new',
      code: json`
        { "apiVersion": "v1", "kind": "Service", "spec": { "type": "LoadBalancer" },
          "metadata": { "name": "web", "annotations": {
            "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes": "preserve_clientip.enabled=true",
            //                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^ part
            "service.beta.kubernetes.io/aws-load-balancer-attributes": "quantum_entanglement.mode=on" } } }
            //                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^ part
      `,
    },
    {
      title: 'an old Ingress',
      code: yaml`
        apiVersion: extensions/v1beta1
        kind: Ingress
        metadata:
          name: web
          annotations:
            alb.ingress.kubernetes.io/backend-protocol: http
        #                                               ^^^^ value
      `,
    },
  ],
});
