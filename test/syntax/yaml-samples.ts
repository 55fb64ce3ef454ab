/** Texts that all our readers take, one for each thing that YAML can say. */
export const SAMPLES: readonly string[] = [
  `apiVersion: apps/v1
kind: Deployment # the shop
metadata:
  name: web
  labels: {app: web, tier: "front"}
spec:
  template:
    spec:
      containers:
      - name: web
        image: example/web:1.4.2
        args: ["--port", '80', -v]
        command:
          - sh

          # runs for ever
          - -c
          - |
            while true; do
              sleep 1
            done
      -
        name: side
        ports: []
        env:
`,
  `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub "\${AWS::StackName}-web"
      Cpu: !If [IsProd, !Ref Large, 256]
      TaskRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - !If
          - IsProd
          - Name: web
            Image: !Join
              - ":"
              - [repo, !Ref Tag]
          - !Ref AWS::NoValue
      Script:
        Fn::Base64: !Sub |
          #!/bin/bash
          echo hi
`,
  '',
  '# only a comment',
  '\n\n# x\n\na: 1 # y\n\n# z\n',
  '--- \n...\n---\na: 1',
  '---\n---\n',
  '--- # c\n',
  'a: 1\n---\n# c\n---\nb: 2\n...\n',
  'a\n...\nb\n',
  '--- |\n a\n--- >-\n b\n',
  '--- "x"\n',
  '--- a\nb\n',
  'a: x\n--- y\n',
  '\ufeffa: b',
  '\ufeff- a\n- b\n',
  "a: b\r\nc: |\r\n  d\r\n  e\r\nf: 'g\r\n  h'\r\n",
  'a:\n- b\n-\n- c:\n',
  'a: !T\nb: &x\nc: "x\n  y\\\n  z"\n',
  '&k key: v\n',
  '- [a, {c, d: , "e":f, g: [ ]}]\n',
  '[a,\n b, # c\n "d\n e"]',
  '{a: 1, "b":2, \'c\' : 3, d}',
  'a: {\n  b: 1\n}\nc: 2\n',
  'a: |2 # c\n    x\n  y\n\nb: >+\n  q\n\n',
  'k: |+\n\n\nb: >\n\n',
  'k: |+\nb: |- # c\n',
  'k: >\n  a\n  b\n\n   c\n  d\n',
  '- a: |\n    x\n   # no\n  b: 1\n',
  '- |\n a\n\n# c\n- >-\n\n- b',
  'a: |\n\n  x',
  '!Foo\nk: v\n',
  'a: &x [*x]',
  'x: &a\ny: *a\n',
  'base: &base\n  a: 1\nother:\n  <<: *base\n  <<: *base\n  b: 2\n',
  'a: !!str 1\nb: ! 2\nc: !Sub "x"\nd: !If [A, !Ref B, !GetAtt C.D]\ne: !Join\n  - ","\n  - [a]\n',
  '- &a k: v\n  l: m\n- !T\n  k: v\n- !T\n- *a\n',
  'k: !T\n- a\nj:\n  - b\n',
  '&a\n&b k: v\n',
  'a: b\n  - c\n\n  d # e\n',
  'a:   # c\n  # d\n  b: c # e\n#f\n',
  'a: x#y\nb: "#"\nc: http://x:80/y\nd: a:b\n',
  '  a: 1\n  b: 2\n',
  'a\n b\n\nc',
  "a: 'it''s'\n'b''c': d",
  '"a" : b\n\'c\': d',
  'a: \t b\t\n',
  'a: b\t# c\n',
  '-1: -a\n?x: :y\n',
  '- a\n b',
  'a: ""\nb: \'\'\n',
  'a: []\nb: {}',
  'a:\n  - b:\n    - c\n    d: e\n  - f\n',
  '- - a\n  - - b\n- c\n',
  '-\n  - a\n  -\n    b\n',
  'a: 1\na: 2\n',
  'caf\u00e9: "\u{1f600}"\n',
];

/** Valid YAML that our reader leaves to the library behind it. */
export const RARE: readonly string[] = [
  '? a\n? b\n: c\n',
  '? [x]\n: y\n',
  '{{ x }}: 1',
  '{a: 1}: b\n',
  'a: [b: c, d]',
  '[{a: 1}: b]\n',
  '- [a, b: {c: d}, e]\n',
  'a: &x 1\n*x : 2\n',
  '%TAG !e! tag:x,2000:\n---\na: !e!foo bar\n',
  '%YAML 1.2\n---\na: 1\n',
  'a: [x y\n z]\n',
  'a: !<tag:x> b\n',
  '-\ta\n',
];

/** Texts that no reader takes. */
export const BROKEN: readonly string[] = [
  'a: "',
  'x: [1,\n',
  '\ta: 1',
  'a:\n\tb: 1',
  'a:\n  b: 1\n c: 2\n',
  'a: b: c',
  'a: b\n- c\n',
  '"\\q": 1\n',
  'a: @b',
  'a: `b',
  'a: "x" y\n',
  'a: - b\n',
  '- - a\n  -\n- [a, , ]\n',
  'k:\n  - a\n - b\n',
  'k: v\n  x: y\n',
  '&a &b c',
  'a: "x\n---\ny"\n',
  'a: |x\n b',
];
