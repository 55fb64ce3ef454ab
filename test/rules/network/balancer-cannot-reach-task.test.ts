import rule from '../../../rules/network/balancer-cannot-reach-task.ts';
import { json } from '../../../src/kit/index.ts';
import type { TestFile } from '../../kit/lint-text.ts';
import { marked } from '../../kit/marked.ts';
import { testRule } from '../../kit/rule-tester.ts';

/** A template with a load balancer, a target group and a service; what is given stands in for the usual. */
function stack({
  balancer = 'SecurityGroups: [!Ref BalancerGroup]',
  targets = '',
  tasks = '[!Ref TaskGroup]',
  ingress = '- { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref BalancerGroup }',
  egress = '',
  protocol = 'HTTP',
  more = '',
}: Readonly<Record<string, string>> = {}): TestFile {
  return {
    path: 'stack.yaml',
    text: `Parameters:
  Group: { Type: String }
Resources:
  BalancerGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Load balancer
${egress}
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      SecurityGroupIngress:
        ${ingress}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Subnets: [!Ref SubnetA, !Ref SubnetB], ${balancer} }
  SubnetA: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0a1b2c3d, CidrBlock: 10.0.1.0/24 } }
  SubnetB: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0a1b2c3d, CidrBlock: 10.0.2.0/24 } }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { TargetType: ip, Protocol: ${protocol}, Port: 80, VpcId: vpc-0a1b2c3d${targets} }
  Service:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: web
      TaskDefinition: web
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref SubnetA], SecurityGroups: ${tasks} } }
      LoadBalancers: [{ ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Targets }]
${more}`,
  };
}

const NETWORK = { balancer: 'Type: network', protocol: 'TCP' };

/** The same in Terraform. */
const terraform = (inBalancer: string, inTasks: string, more = ''): string => `
resource "aws_security_group" "alb" {
  name = "alb"
${inBalancer}
}
resource "aws_security_group" "web" {
  name = "web"
${inTasks}
}
${more}
resource "aws_lb" "web" {
  name            = "web"
  subnets         = ["subnet-0a1b2c3d", "subnet-1a2b3c4d"]
  security_groups = [aws_security_group.alb.id]
}
resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}
resource "aws_lb_target_group" "web" {
  name        = "web"
  target_type = "ip"
  protocol    = "HTTP"
  port        = 8080
}
resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = "web"
  network_configuration {
    subnets         = ["subnet-0a1b2c3d"]
    security_groups = [aws_security_group.web.id]
  }
  load_balancer {
    container_name   = "web"
    container_port   = 8080
    target_group_arn = aws_lb_target_group.web.arn
  }
}
`;

const ALL_OUT = `
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }`;

/** A bridge service on the instances of a capacity provider. */
const bridge = (hostPort: string, ports: string): TestFile => ({
  path: 'bridge.yaml',
  text: `Resources:
  BalancerGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: Load balancer } }
  InstanceGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: Instances }
  FromBalancer:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt InstanceGroup.GroupId
      IpProtocol: tcp
      ${ports}
      SourceSecurityGroupId: !GetAtt BalancerGroup.GroupId
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { SecurityGroupIds: [!Ref InstanceGroup] } }
  Instances:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '1'
      MaxSize: '2'
      LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Instances } }
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Subnets: [subnet-0a1b2c3d, subnet-1a2b3c4d], SecurityGroups: [!Ref BalancerGroup] }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { Protocol: HTTP, Port: 80, VpcId: vpc-0a1b2c3d }
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: web
          Image: example/web:1.4.2
          PortMappings: [{ ContainerPort: 8080${hostPort} }]
  Service:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: web
      TaskDefinition: !Ref Task
      CapacityProviderStrategy: [{ CapacityProvider: !Ref Provider, Weight: 1 }]
      LoadBalancers: [{ ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Targets }]
`,
});

/** The same with a cluster that the instances join by their user data, and launch type EC2. */
function joined(file: { readonly text: string }, cluster: string): TestFile {
  const userData = `UserData: !Base64 { 'Fn::Sub': 'echo ECS_CLUSTER=${cluster} >> /etc/ecs/ecs.config' }`;
  const text = file.text
    .replace('LaunchTemplateData: { ', `LaunchTemplateData: { ${userData}, `)
    .replace(/CapacityProviderStrategy: .*/, 'LaunchType: EC2\n      Cluster: !Ref Cluster')
    .replace('Resources:\n', 'Resources:\n  Cluster: { Type: AWS::ECS::Cluster }\n');
  return { path: 'bridge.yaml', text };
}

/** The same as the API describes it, and as it was asked for. */
const api = (ports: string) =>
  [
    {
      path: 'groups.json',
      text: `{ "SecurityGroups": [
  { "GroupId": "sg-0aaaaaaaaaaaaaaa1", "GroupName": "alb", "IpPermissions": [],
    "IpPermissionsEgress": [{ "IpProtocol": "-1", "IpRanges": [{ "CidrIp": "0.0.0.0/0" }] }] },
  { "GroupId": "sg-0aaaaaaaaaaaaaaa2", "GroupName": "web", "IpPermissionsEgress": [], "IpPermissions": [
    { "IpProtocol": "tcp", ${ports},
      "UserIdGroupPairs": [{ "GroupId": "sg-0aaaaaaaaaaaaaaa1" }] }] }] }
`,
    },
    json`{ "Name": "web", "Type": "application", "Subnets": ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
         "SecurityGroups": ["sg-0aaaaaaaaaaaaaaa1"] }`,
    json`{ "LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/0123456789abcdef",
         "Port": 443, "Protocol": "HTTPS", "DefaultActions": [{ "Type": "forward", "TargetGroupArn":
         "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef" }] }`,
    json`{ "Name": "web", "TargetType": "ip", "Protocol": "HTTP", "Port": 8080, "VpcId": "vpc-0a1b2c3d" }`,
    json`{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 1,
         "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0a1b2c3d"],
           "securityGroups": ["sg-0aaaaaaaaaaaaaaa2"] } },
         "loadBalancers": [{ "containerName": "web", "containerPort": 8080, "targetGroupArn":
         "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef" }] }`,
  ].map((file, i) => ({ path: 'path' in file ? file.path : `api-${String(i)}.json`, text: file.text }));

testRule(rule, {
  valid: [
    { title: 'by group', code: stack() },
    {
      title: 'by the addresses of the load balancer',
      code: stack({ ingress: '- { IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 10.0.0.0/22 }' }),
    },
    {
      title: 'an empty list of egress, beside which the default rule stays',
      code: stack({ egress: '      SecurityGroupEgress: []' }),
    },
    {
      title: 'by a rule that stands by itself',
      code: stack({
        ingress: '[]',
        more: `  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !Ref TaskGroup, IpProtocol: '-1', SourceSecurityGroupId: !Ref BalancerGroup }
`,
      }),
    },
    {
      title: 'rules for a group that nobody can tell, here or in the template beside it',
      code: [
        stack({ ingress: '[]' }),
        {
          path: 'rules.yaml',
          text: `Parameters: { Group: { Type: String } }
Resources:
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !Ref Group, IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.0.0/8 }
`,
        },
      ],
    },
    { title: 'another group from outside', code: stack({ ingress: '[]', tasks: '[!Ref TaskGroup, !Ref Group]' }) },
    { title: 'the default group', code: stack({ ingress: '[]', balancer: 'Scheme: internal', tasks: '[]' }) },
    {
      title: 'a prefix list and a group from outside',
      code: stack({
        ingress: `- { IpProtocol: '-1', SourcePrefixListId: pl-0a1b2c3d }
        - { IpProtocol: '-1', SourceSecurityGroupId: !Ref Group }`,
      }),
    },
    {
      title: 'a Network Load Balancer whose clients keep their addresses, its checks let in',
      code: stack({
        ...NETWORK,
        ingress: `- { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 192.0.2.0/24 }
        - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.0.0/16 }`,
      }),
    },
    {
      title: 'egress to the tasks alone',
      code: stack({
        egress: `      SecurityGroupEgress:
        - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.1.0/24 }`,
      }),
    },
    { title: 'dynamic ports of instances', code: bridge('', 'FromPort: 32768\n      ToPort: 61000') },
    { title: 'a static port of instances', code: bridge(', HostPort: 80', 'FromPort: 80\n      ToPort: 80') },
    {
      title: 'instances that join by their user data',
      code: joined(bridge('', 'FromPort: 32768\n      ToPort: 61000'), '${Cluster}'),
    },
    {
      title: 'instances of another cluster, of which nothing is known',
      code: joined(bridge('', 'FromPort: 8080\n      ToPort: 8080'), 'stock'),
    },
    {
      title: 'Terraform, with the egress that it would take away',
      code: {
        path: 'main.tf',
        text: terraform(
          ALL_OUT,
          `
  ingress {
    protocol        = "tcp"
    from_port       = 8080
    to_port         = 8080
    security_groups = [aws_security_group.alb.id]
  }`,
        ),
      },
    },
    { title: 'described groups', code: api('"FromPort": 8080, "ToPort": 8080') },
  ],
  invalid: [
    {
      title: 'no entry at all',
      code: marked(stack({ ingress: '[]' }), '«TaskGroup»:', 'ingress'),
      messages: [
        "Load balancer 'Balancer' cannot reach port 8080 of service 'web': security group 'TaskGroup' admits nothing from it; admit port 8080 from security group 'BalancerGroup'.",
      ],
    },
    {
      title: 'a block that is not that of the load balancer, and another group',
      code: marked(
        stack({
          ingress: `- { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.3.0/24 }
        - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !GetAtt Other.GroupId }`,
          more: `  Other: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: Another } }\n`,
        }),
        '«TaskGroup»:',
        'ingress',
      ),
    },
    {
      title: 'health checks of a port of their own',
      code: marked(stack({ targets: ", HealthCheckPort: '9000'" }), 'FromPort: «8080»', 'ingress'),
      messages: [
        "Health checks of load balancer 'Balancer' cannot reach port 9000 of service 'web': security group 'TaskGroup' admits it on port 8080 only; admit port 9000 from security group 'BalancerGroup'.",
      ],
    },
    {
      title: 'egress that ends elsewhere',
      code: marked(
        stack({
          egress: `      SecurityGroupEgress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }`,
        }),
        'FromPort: «443»',
        'egress',
      ),
      messages: [
        "Load balancer 'Balancer' cannot reach port 8080 of service 'web': security group 'BalancerGroup' lets only port 443 out to its tasks; let port 8080 out to security group 'TaskGroup'.",
      ],
    },
    {
      title: 'several groups of which none does',
      code: marked(
        stack({
          ingress: '[]',
          tasks: '[!Ref TaskGroup, !Ref Other]',
          more: `  Other: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: Another } }\n`,
        }),
        '«SecurityGroups»: [!Ref TaskGroup, !Ref Other]',
        'ingress',
      ),
      messages: [
        "Load balancer 'Balancer' cannot reach port 8080 of service 'web': security groups 'TaskGroup' and 'Other' admit nothing from it; admit port 8080 from security group 'BalancerGroup'.",
      ],
    },
    {
      title: 'a Network Load Balancer without groups, whose checks come from its own addresses',
      code: marked(
        stack({
          ...NETWORK,
          ingress: '- { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 192.0.2.0/24 }',
        }),
        '«TaskGroup»:',
        'ingress',
      ),
      messages: [
        "Health checks of load balancer 'Balancer' cannot reach port 8080 of service 'web': security group 'TaskGroup' admits nothing from it; admit port 8080 from the subnets of the load balancer.",
      ],
    },
    {
      title: 'a Network Load Balancer with a group',
      code: marked(
        stack({
          balancer: 'Type: network, SecurityGroups: [!Ref BalancerGroup]',
          protocol: 'TCP_UDP',
          ingress: '- { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref BalancerGroup }',
        }),
        'FromPort: «8080»',
        'ingress',
      ),
      messages: [
        "Load balancer 'Balancer' cannot reach UDP port 8080 of service 'web': security group 'TaskGroup' admits it on port 8080 only; admit UDP port 8080 from security group 'BalancerGroup'.",
      ],
    },
    {
      title: 'dynamic ports of instances',
      code: marked(bridge('', 'FromPort: 8080\n      ToPort: 8080'), 'FromPort: «8080»', 'ingress'),
      messages: [
        "Load balancer 'Balancer' cannot reach the dynamic ports 32768-65535 of service 'web': security group 'InstanceGroup' admits it on port 8080 only; admit the dynamic ports 32768-65535 from security group 'BalancerGroup'.",
      ],
    },
    {
      title: 'dynamic ports of instances that join by their user data',
      code: marked(
        joined(bridge('', 'FromPort: 8080\n      ToPort: 8080'), '${Cluster}'),
        'FromPort: «8080»',
        'ingress',
      ),
    },
    {
      title: 'a static port of instances',
      code: marked(bridge(', HostPort: 80', 'FromPort: 8080\n      ToPort: 8080'), 'FromPort: «8080»', 'ingress'),
    },
    {
      title: 'Terraform takes the default egress away',
      code: marked(
        {
          path: 'main.tf',
          text: terraform(
            '',
            `
  ingress {
    protocol        = "tcp"
    from_port       = 8080
    to_port         = 8080
    security_groups = [aws_security_group.alb.id]
  }`,
          ),
        },
        '«resource "aws_security_group" "alb"»',
        'egress',
      ),
      messages: [
        "Load balancer 'web' cannot reach port 8080 of service 'web': security group 'alb' lets nothing out to its tasks; let port 8080 out to security group 'web'.",
      ],
    },
    {
      title: 'rules of Terraform by themselves',
      code: marked(
        {
          path: 'main.tf',
          text: terraform(
            ALL_OUT,
            '',
            `
resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id            = aws_security_group.web.id
  referenced_security_group_id = aws_security_group.alb.id
  ip_protocol                  = "tcp"
  from_port                    = 9090
  to_port                      = 9090
}
resource "aws_security_group_rule" "self" {
  type              = "ingress"
  security_group_id = aws_security_group.web.id
  self              = true
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
}`,
          ),
        },
        'from_port                    = «9090»',
        'ingress',
      ),
      messages: [
        "Load balancer 'web' cannot reach port 8080 of service 'web': security group 'web' admits it on port 9090 only; admit port 8080 from security group 'alb'.",
      ],
    },
    {
      title: 'described groups',
      code: api('"FromPort": 80, "ToPort": 80').map((file) =>
        file.path === 'groups.json' ? marked(file, '"FromPort": «80»', 'ingress', '//') : file,
      ),
      messages: [
        "Load balancer 'web' cannot reach port 8080 of service 'web': security group 'web' admits it on port 80 only; admit port 8080 from security group 'alb'.",
      ],
    },
  ],
});
