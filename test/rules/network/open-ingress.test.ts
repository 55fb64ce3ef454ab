import rule from '../../../rules/network/open-ingress.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { markedPlan, plan } from '../../kit/plan.ts';
import { testRule } from '../../kit/rule-tester.ts';

/** A template with one group, its entries, and what wears it. */
const group = (entries: string, more = ''): { path: string; text: string } => ({
  path: 'stack.yaml',
  text: `Resources:
  WebGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      SecurityGroupIngress:
${entries}
${more}`,
});

const balancer = (scheme: string, listeners = ''): string => `
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: ${scheme}, Subnets: [subnet-0a1b2c3d, subnet-1a2b3c4d], SecurityGroups: [!Ref WebGroup] }
${listeners}`;

const listener = (port: string, protocol = 'HTTP'): string => `
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: ${port}
      Protocol: ${protocol}
      DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: '404' } }]
`;

const service = (properties: string): string => `
  Service:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: web
      TaskDefinition: web
      NetworkConfiguration:
        AwsvpcConfiguration: { Subnets: [subnet-0a1b2c3d], SecurityGroups: [!GetAtt WebGroup.GroupId] }
${properties}`;

const targets = (protocol: string): string => `
      LoadBalancers: [{ ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Targets }]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { TargetType: ip, Protocol: ${protocol}, Port: 8080, VpcId: vpc-0a1b2c3d }
`;

testRule(rule, {
  valid: [
    {
      title: 'a rule of Terraform that may be one for egress',
      code: {
        path: 'main.tf',
        text: `variable "direction" { type = string }
resource "aws_security_group_rule" "web" {
  type              = var.direction
  security_group_id = "sg-0123456789abcdef0"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["0.0.0.0/0"]
}
`,
      },
    },
    {
      title: 'addresses that can be named, another group, a prefix list',
      code: group(`
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 203.0.113.0/24 }
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: sg-0123456789abcdef0 }
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, SourcePrefixListId: pl-0123456789abcdef0 }
        - { IpProtocol: '-1', CidrIp: 10.0.0.0/8 }
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIpv6: fc00::/7 }`),
    },
    {
      title: 'a CIDR that nobody knows, and an unknown port',
      code: {
        path: 'stack.yaml',
        text: `Parameters: { Cidr: { Type: String }, Port: { Type: Number } }
Resources:
  WebGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Cidr }
        - { IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 0.0.0.0/0 }
`,
      },
    },
    {
      title: 'web ports of a group that something outside wears',
      code: group(`
        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: '::/0' }
        - { IpProtocol: udp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }`),
    },
    {
      title: 'pings',
      code: group(`
        - { IpProtocol: icmp, FromPort: 8, ToPort: -1, CidrIp: 0.0.0.0/0 }
        - { IpProtocol: icmpv6, FromPort: -1, ToPort: -1, CidrIpv6: '::/0' }`),
    },
    {
      title: 'the port of a listener of the load balancer that wears the group',
      code: group(
        '        - { IpProtocol: tcp, FromPort: 8443, ToPort: 8443, CidrIp: 0.0.0.0/0 }',
        balancer('internet-facing', listener('8443')),
      ),
    },
    {
      title: 'a listener for HTTP on a port of something else',
      code: group(
        '        - { IpProtocol: tcp, FromPort: 443, ToPort: 445, CidrIp: 0.0.0.0/0 }',
        balancer(
          'internet-facing',
          ['443', '444', '445'].map((port) => listener(port, 'HTTPS').replace('Listener:', `L${port}:`)).join(''),
        ),
      ),
    },
    {
      title: 'a listener whose port is not known',
      code: group(
        '        - { IpProtocol: tcp, FromPort: 8443, ToPort: 8443, CidrIp: 0.0.0.0/0 }',
        balancer('internet-facing', listener('!ImportValue port')),
      ),
    },
    {
      title: 'tasks behind a Network Load Balancer',
      code: group(
        '        - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0 }',
        service(targets('TCP')),
      ),
    },
    {
      title: 'tasks behind a load balancer whose type the tree does not show',
      code: group(
        '        - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0 }',
        service(`
      LoadBalancers: [{ ContainerName: web, ContainerPort: 8080, TargetGroupArn: !ImportValue targets }]`),
      ),
    },
    {
      title: 'a range above its end admits nothing, an unreadable CIDR is somebody else’s business',
      code: group(`
        - { IpProtocol: tcp, FromPort: 90, ToPort: 80, CidrIp: 0.0.0.0/0 }
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0 }`),
    },
    {
      title: 'egress is none of its business',
      code: plan('aws_security_group_rule', 'web', {
        type: 'egress',
        from_port: 0,
        to_port: 0,
        protocol: '-1',
        cidr_blocks: ['0.0.0.0/0'],
        security_group_id: 'sg-0123456789abcdef0',
      }),
    },
  ],
  invalid: [
    {
      title: 'ranges, all protocols, numbers as protocols',
      code: group(`
        - { IpProtocol: tcp, FromPort: 20, ToPort: 25, CidrIp: 0.0.0.0/0 }
        #                                                      ^^^^^^^^^ administration
        - { IpProtocol: '6', FromPort: 3389, ToPort: 3389, CidrIp: 0.0.0.0/0 }
        #                                                          ^^^^^^^^^ administration
        - { IpProtocol: -1, CidrIp: 0.0.0.0/0 }
        #                           ^^^^^^^^^ all
        - { IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIpv6: '::/0' }
        #                                                          ^^^^^^ all
        - { IpProtocol: tcp, FromPort: 27017, ToPort: 27019, CidrIp: 0.0.0.0/0 }
        #                                                            ^^^^^^^^^ sensitive
        - { IpProtocol: tcp, FromPort: 32768, ToPort: 60999, CidrIp: 0.0.0.0/0 }
        #                                                            ^^^^^^^^^ any
        - { IpProtocol: udp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }
        #                                                      ^^^^^^^^^ any`),
      messages: [
        "Security group 'WebGroup' opens ports 20-25, among them 22 (SSH), 23 (Telnet), 20-21 (FTP) and 25 (SMTP) to the internet (0.0.0.0/0); name the addresses that need it, or log in through Session Manager or ECS Exec.",
        "Security group 'WebGroup' opens port 3389 (RDP) to the internet (0.0.0.0/0); name the addresses that need it, or log in through Session Manager or ECS Exec.",
        "Security group 'WebGroup' opens all traffic to the internet (0.0.0.0/0); open only what is served, and to those who need it.",
        "Security group 'WebGroup' opens all TCP ports to the internet (::/0); open only what is served, and to those who need it.",
        "Security group 'WebGroup' opens ports 27017-27019 (MongoDB) to the internet (0.0.0.0/0); name the security groups or addresses of its clients instead.",
        "Security group 'WebGroup' opens ports 32768-60999 to the internet (0.0.0.0/0); name the security groups or addresses of its clients instead.",
        "Security group 'WebGroup' opens UDP port 22 to the internet (0.0.0.0/0); name the security groups or addresses of its clients instead.",
      ],
    },
    {
      title: 'a separate rule of a group, and one of a group elsewhere',
      code: json`
        { "Resources": {
          "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "Orders", "GroupName": "orders" } },
          "Login": { "Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
            "GroupId": { "Ref": "Group" }, "IpProtocol": "tcp", "FromPort": "22", "ToPort": "22", "CidrIp": "0.0.0.0/0" } },
        //                                                                                                  ^^^^^^^^^^^ administration
          "Cache": { "Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
            "GroupId": "sg-0123456789abcdef0", "IpProtocol": "tcp", "FromPort": 6379, "ToPort": 6379, "CidrIp": "0.0.0.0/0" } } } }
        //                                                                                                      ^^^^^^^^^^^ sensitive
      `,
      messages: [
        "Security group 'orders' opens port 22 (SSH) to the internet (0.0.0.0/0); name the addresses that need it, or log in through Session Manager or ECS Exec.",
        "Rule 'Cache' opens port 6379 (Redis) to the internet (0.0.0.0/0); name the security groups or addresses of its clients instead.",
      ],
    },
    {
      title: 'halves in the group and in a separate rule count once',
      code: group(
        `        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/1 }
        #                                                      ^^^^^^^^^ administration`,
        `
  Other:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !Ref WebGroup, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 128.0.0.0/1 }
`,
      ),
      messages: [
        "Security group 'WebGroup' opens port 22 (SSH) to the internet (0.0.0.0/1 and 128.0.0.0/1); name the addresses that need it, or log in through Session Manager or ECS Exec.",
      ],
    },
    {
      title: 'half of the internet is much of it',
      code: group(`        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8 }
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 128.0.0.0/1 }
        #                                                      ^^^^^^^^^^^ administration`),
      messages: [
        "Security group 'WebGroup' opens port 22 (SSH) to much of the internet (128.0.0.0/1); name the addresses that need it, or log in through Session Manager or ECS Exec.",
      ],
    },
    {
      title: 'more ports than those of the listeners, and a sensitive one that is among them',
      code: group(
        `        - { IpProtocol: -1, CidrIp: 0.0.0.0/0 }
        #                           ^^^^^^^^^ all
        - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 192.168.1.0/0 }
        #                                                          ^^^^^^^^^^^^^ unserved
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }
        #                                                      ^^^^^^^^^ administration
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 0.0.0.0/0 }
        #                                                          ^^^^^^^^^ unserved`,
        balancer('internet-facing', listener('22', 'TCP')),
      ),
      messages: [
        "Security group 'WebGroup' opens all traffic to the internet (0.0.0.0/0); open only what is served, and to those who need it.",
        "Security group 'WebGroup' opens port 8080 to the internet (192.168.1.0/0, which is 0.0.0.0/0), more than load balancer 'Balancer' listens on; open only the ports of its listeners.",
        "Security group 'WebGroup' opens port 22 (SSH) to the internet (0.0.0.0/0); name the addresses that need it, or log in through Session Manager or ECS Exec.",
        "Security group 'WebGroup' opens port 5432 (PostgreSQL) to the internet (0.0.0.0/0), more than load balancer 'Balancer' listens on; open only the ports of its listeners.",
      ],
    },
    {
      title: 'a listener for HTTP in front of what speaks HTTP',
      code: group(
        `        - { IpProtocol: tcp, FromPort: 9200, ToPort: 9200, CidrIp: 0.0.0.0/0 }
        #                                                          ^^^^^^^^^ sensitive`,
        balancer('internet-facing', listener('9200')),
      ),
    },
    {
      title: 'a load balancer whose listeners stand elsewhere',
      code: group(
        `        - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0 }
        #                                                          ^^^^^^^^^ any
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }`,
        balancer('internet-facing'),
      ),
    },
    {
      title: 'web ports of tasks without a load balancer, and past it',
      code: group(
        `        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
        #                                                      ^^^^^^^^^ tasks`,
        service(targets('HTTP')),
      ),
      messages: [
        "Security group 'WebGroup' opens port 80 of the tasks of service 'web' to the internet (0.0.0.0/0), past their load balancer; name the load balancer's security group instead.",
      ],
    },
    {
      title: 'one group for the load balancer and its tasks',
      code: group(
        `        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
        #                                                      ^^^^^^^^^ shared`,
        balancer('internet-facing', listener('80')) + service(targets('HTTP')),
      ),
      messages: [
        "Security group 'WebGroup' opens port 80 to the internet (0.0.0.0/0) for load balancer 'Balancer', but 'web' wears it too; give that a group of its own, which names this one.",
      ],
    },
    {
      title: 'one group for the load balancer and an instance or a database',
      code: [
        group(
          `        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
        #                                                      ^^^^^^^^^ shared`,
          `${balancer('internet-facing', listener('80'))}
  Bastion: { Type: AWS::EC2::Instance, Properties: { NetworkInterfaces: [{ DeviceIndex: '0', GroupSet: [!Ref WebGroup] }] } }
`,
        ),
        {
          path: 'data/main.tf',
          text: `
resource "aws_security_group" "shared" {
  name = "shared"
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
#                  ^^^^^^^^^^^ shared
  }
}
resource "aws_db_instance" "orders" {
  identifier             = "orders"
  vpc_security_group_ids = [aws_security_group.shared.id]
}
resource "aws_lb" "web" {
  name            = "web"
  security_groups = [aws_security_group.shared.id]
}
resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
}
`,
        },
      ],
      messages: [
        "Security group 'shared' opens port 443 to the internet (0.0.0.0/0) for load balancer 'web', but 'orders' wears it too; give that a group of its own, which names this one.",
        "Security group 'WebGroup' opens port 80 to the internet (0.0.0.0/0) for load balancer 'Balancer', but 'Bastion' wears it too; give that a group of its own, which names this one.",
      ],
    },
    {
      title: 'a task that answers the internet itself',
      code: group(
        `        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
        #                                                      ^^^^^^^^^ any`,
        service(''),
      ),
    },
    {
      title: 'one branch of a condition, the default of a parameter',
      code: yaml`
        Parameters:
          Environment: { Type: String, AllowedValues: [prod, test] }
          Admins: { Type: String, Default: 0.0.0.0/0 }
        Conditions:
          IsTest: !Equals [!Ref Environment, test]
        Resources:
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: Web
              SecurityGroupIngress:
                - IpProtocol: tcp
                  FromPort: 22
                  ToPort: 22
                  CidrIp: !If [IsTest, 0.0.0.0/0, 10.0.0.0/8]
        #                              ^^^^^^^^^ administration
                - IpProtocol: tcp
                  FromPort: 3389
                  ToPort: 3389
                  CidrIp: !Ref Admins
        #                      ^^^^^^ administration
      `,
      messages: [
        "Security group 'Group' opens port 22 (SSH) to the internet (0.0.0.0/0); name the addresses that need it, or log in through Session Manager or ECS Exec (when 'IsTest' is true).",
        "Security group 'Group' opens port 3389 (RDP) to the internet (0.0.0.0/0); name the addresses that need it, or log in through Session Manager or ECS Exec.",
      ],
    },
    {
      title: 'a plan of Terraform',
      code: markedPlan(
        'aws_security_group_rule',
        'web',
        {
          type: 'ingress',
          from_port: 22,
          to_port: 22,
          protocol: 'tcp',
          cidr_blocks: ['0.0.0.0/0'],
          security_group_id: 'sg-0123456789abcdef0',
        },
        '"0.0.0.0/0"',
        'administration',
      ),
    },
    {
      title: 'several sources in one entry of Terraform are one finding',
      code: {
        path: 'main.tf.json',
        text: `{ "resource": { "aws_security_group": { "web": { "name": "web", "description": "Web", "ingress": [
  { "protocol": "tcp", "from_port": 22, "to_port": 22,
    "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"] }] } } } }
//                                ^^^^^^^^^^^ administration
`,
      },
      messages: [
        "Security group 'web' opens port 22 (SSH) to the internet (0.0.0.0/0 and ::/0); name the addresses that need it, or log in through Session Manager or ECS Exec.",
      ],
    },
    {
      title: 'separate rules of Terraform, old and new',
      code: {
        path: 'main.tf.json',
        text: `{ "resource": {
  "aws_security_group": { "web": { "name": "web", "description": "Web" } },
  "aws_security_group_rule": { "old": { "type": "ingress", "security_group_id": "\${aws_security_group.web.id}",
    "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"] } },
//                                                                  ^^^^^^^^^^^ all
  "aws_vpc_security_group_ingress_rule": { "new": { "security_group_id": "\${aws_security_group.web.id}",
    "ip_protocol": "tcp", "from_port": 5432, "to_port": 5432, "cidr_ipv6": "::/0" } } } }
//                                                                         ^^^^^^ sensitive
`,
      },
    },
  ],
});
