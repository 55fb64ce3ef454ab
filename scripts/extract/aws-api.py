"""Extracts schemas/aws/api/<service>.json from botocore's service models (Apache-2.0).

Run by hand where botocore is installed: python3 scripts/extract/aws-api.py [service ...]
botocore is the only source with enums, ranges and required members, and CI cannot install it, so the extracts are
committed. Documentation text is left out.

An extract holds, in the API's own spelling:
  requests  operation -> its input shape
  shapes    structure -> member -> type, where a type is `string`, `integer`, `number`, `boolean`, `any`, the name of a
            shape or an enum, `[T]` or `{T}` (a map with string keys), with `!` behind it when the member is required;
            a member with constraints is an object {type, min, max, pattern} (lengths of text and lists, ranges of
            numbers)
  enums     name -> values
Only what the requests below can reach is kept.
"""

import datetime
import json
import pathlib
import re
import sys

import botocore
from botocore.loaders import Loader

SERVICES = {
    "ecs": "RegisterTaskDefinition CreateService UpdateService CreateTaskSet RunTask CreateCluster "
    "CreateCapacityProvider PutClusterCapacityProviders CreateExpressGatewayService RegisterDaemonTaskDefinition "
    "CreateDaemon",
    "ecr": "CreateRepository PutLifecyclePolicy SetRepositoryPolicy PutRegistryScanningConfiguration "
    "CreatePullThroughCacheRule PutRegistryPolicy CreateRepositoryCreationTemplate",
    "elbv2": "CreateLoadBalancer ModifyLoadBalancerAttributes CreateListener ModifyListenerAttributes CreateRule "
    "CreateTargetGroup ModifyTargetGroupAttributes RegisterTargets",
    "elb": "CreateLoadBalancer ConfigureHealthCheck ModifyLoadBalancerAttributes",
    "ec2": "CreateSecurityGroup AuthorizeSecurityGroupIngress CreateLaunchTemplate CreateVpc ModifyVpcAttribute "
    "CreateSubnet ModifySubnetAttribute CreateRouteTable CreateRoute AssociateRouteTable CreateVpcEndpoint "
    "CreateNatGateway CreateInternetGateway",
    "iam": "CreateRole CreatePolicy PutRolePolicy AttachRolePolicy CreateInstanceProfile",
    "efs": "CreateFileSystem PutLifecycleConfiguration PutBackupPolicy CreateMountTarget CreateAccessPoint "
    "PutFileSystemPolicy",
    "s3files": "CreateFileSystem CreateMountTarget CreateAccessPoint PutFileSystemPolicy",
    "autoscaling": "CreateAutoScalingGroup CreateLaunchConfiguration PutScheduledUpdateGroupAction",
    "application-autoscaling": "RegisterScalableTarget PutScalingPolicy PutScheduledAction",
    "events": "PutRule PutTargets",
    "scheduler": "CreateSchedule",
    "rds": "CreateDBInstance CreateDBCluster",
    "sqs": "CreateQueue",
    "logs": "CreateLogGroup PutRetentionPolicy",
    "secretsmanager": "CreateSecret PutResourcePolicy",
    "kms": "CreateKey PutKeyPolicy CreateGrant",
    "ssm": "PutParameter",
    "codedeploy": "CreateDeploymentGroup",
    "eks": "CreateCluster CreateNodegroup CreateFargateProfile CreateAddon CreatePodIdentityAssociation "
    "CreateAccessEntry",
}

# Enums with hundreds of members that grow every month: plain text to us.
OPEN_ENUMS = {"ec2": {"InstanceType", "ResourceType"}}

SCALARS = {
    "string": "string",
    "character": "string",
    "blob": "string",
    "timestamp": "string",
    "integer": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "boolean": "boolean",
}

LONGEST_PATTERN = 80
# Patterns that forbid nothing a person would write.
EMPTY_PATTERN = re.compile(r"^\^?(\.|\[\\s\\S\]|\[\\u0020.*\])[*+]\$?$|^[^\w]*$")


class Extract:
    def __init__(self, service, model):
        self.service, self.model = service, model
        self.shapes, self.enums = {}, {}

    def type_of(self, name):
        """The type of a shape in the extract's notation; keeps whatever it reaches."""
        shape = self.model["shapes"][name]
        kind = shape["type"]
        if kind == "structure":
            self.keep(name)
            return "any" if shape.get("document") else name
        if kind == "list":
            return f"[{self.type_of(shape['member']['shape'])}]"
        if kind == "map":
            return f"{{{self.type_of(shape['value']['shape'])}}}"
        if "enum" in shape and name not in OPEN_ENUMS.get(self.service, ()):
            self.enums[name] = shape["enum"]
            return name
        return SCALARS[kind]

    def keep(self, name):
        if name in self.shapes:
            return
        members = self.shapes[name] = {}
        shape = self.model["shapes"][name]
        required = shape.get("required", [])
        for member, ref in shape["members"].items():
            target = self.model["shapes"][ref["shape"]]
            written = self.type_of(ref["shape"]) + ("!" if member in required else "")
            limits = {key: target[key] for key in ("min", "max") if key in target and "enum" not in target}
            pattern = target.get("pattern", "")
            if "enum" not in target and pattern and len(pattern) <= LONGEST_PATTERN and not EMPTY_PATTERN.match(pattern):
                limits["pattern"] = pattern
            members[member] = {"type": written, **limits} if limits else written


def compact(value):
    return json.dumps(value, ensure_ascii=False)


def block(entries, indent):
    pad = " " * indent
    return "{\n" + ",\n".join(f"{pad}  {compact(key)}: {text}" for key, text in entries) + f"\n{pad}}}"


def write(service, as_of):
    loader = Loader()
    version = loader.determine_latest_version(service, "service-2")
    model = loader.load_service_model(service, "service-2", version)
    extract = Extract(service, model)
    requests = {}
    for operation in SERVICES[service].split():
        requests[operation] = model["operations"][operation]["input"]["shape"]
        extract.keep(requests[operation])
    shapes = [
        (name, block([(member, compact(kind)) for member, kind in members.items()], 4) if members else "{}")
        for name, members in sorted(extract.shapes.items())
    ]
    text = block(
        [
            ("source", compact(f"botocore data/{service}/{version}/service-2.json, by scripts/extract/aws-api.py")),
            ("asOf", compact(as_of)),
            ("version", compact(botocore.__version__)),
            ("requests", block([(key, compact(name)) for key, name in requests.items()], 2)),
            ("shapes", block(shapes, 2)),
            ("enums", block([(name, compact(values)) for name, values in sorted(extract.enums.items())], 2)
             if extract.enums else "{}"),
        ],
        0,
    )
    folder = pathlib.Path(__file__).resolve().parents[2] / "schemas" / "aws" / "api"
    (folder / f"{service}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    today = datetime.date.today().isoformat()
    for wanted in sys.argv[1:] or SERVICES:
        write(wanted, today)
