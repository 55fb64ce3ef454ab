"""Extracts schemas/aws/managed-policies.json from the copy of AWS's managed policies that moto ships (Apache-2.0).

Run by hand where moto is installed: python3 scripts/extract/managed-policies.py
moto takes them from iam:GetPolicyVersion. Kept are those that roles of ECS and EKS commonly carry; one that is not
here is unknown to us, and nothing is concluded from it. Statement ids are left out.
"""

import datetime
import json
import pathlib

import moto
from moto.iam.aws_managed_policies import aws_managed_policies_data

NAMES = """
AdministratorAccess PowerUserAccess
AmazonECSTaskExecutionRolePolicy AmazonECS_FullAccess
AmazonEC2ContainerServiceforEC2Role AmazonEC2ContainerServiceRole AmazonEC2ContainerServiceEventsRole
AmazonEC2ContainerServiceAutoscaleRole
AmazonECSInfrastructureRolePolicyForVolumes AmazonECSInfrastructureRolePolicyForLoadBalancers
AmazonECSInfrastructureRolePolicyForManagedInstances AmazonECSInfrastructureRolePolicyForVpcLattice
AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity
AmazonECSInfrastructureRoleforExpressGatewayServices AmazonECSInstanceRolePolicyForManagedInstances
AmazonEC2ContainerRegistryReadOnly AmazonEC2ContainerRegistryPullOnly AmazonEC2ContainerRegistryPowerUser
AmazonEC2ContainerRegistryFullAccess
AmazonEKSClusterPolicy AmazonEKSServicePolicy AmazonEKSVPCResourceController AmazonEKSWorkerNodePolicy
AmazonEKSWorkerNodeMinimalPolicy AmazonEKS_CNI_Policy AmazonEKSFargatePodExecutionRolePolicy
AmazonEBSCSIDriverPolicy AmazonEFSCSIDriverPolicy
AmazonSSMReadOnlyAccess AmazonSSMFullAccess AmazonSSMManagedInstanceCore
SecretsManagerReadWrite AWSSecretsManagerClientReadOnlyAccess AWSKeyManagementServicePowerUser
CloudWatchLogsFullAccess CloudWatchLogsReadOnlyAccess CloudWatchFullAccess CloudWatchFullAccessV2
CloudWatchReadOnlyAccess CloudWatchAgentServerPolicy CloudWatchAgentAdminPolicy AWSLambdaBasicExecutionRole
AWSXRayDaemonWriteAccess AWSXrayWriteOnlyAccess AmazonPrometheusRemoteWriteAccess AWSAppMeshEnvoyAccess
AmazonS3ReadOnlyAccess AmazonS3FullAccess
AmazonElasticFileSystemClientReadOnlyAccess AmazonElasticFileSystemClientReadWriteAccess
AmazonElasticFileSystemClientFullAccess AmazonElasticFileSystemReadOnlyAccess AmazonElasticFileSystemFullAccess
AmazonSQSFullAccess AmazonSQSReadOnlyAccess AmazonSNSFullAccess
AmazonDynamoDBFullAccess AmazonDynamoDBReadOnlyAccess
AWSCodeDeployRoleForECS AWSCodeDeployRoleForECSLimited
""".split()

OUT = pathlib.Path(__file__).parents[2] / "schemas" / "aws" / "managed-policies.json"


def without_sid(statement):
    return {key: value for key, value in statement.items() if key != "Sid"}


def document_of(policy):
    document = policy["Document"]
    statements = document["Statement"]
    statements = statements if isinstance(statements, list) else [statements]
    return {"Version": document["Version"], "Statement": [without_sid(each) for each in statements]}


def main():
    data = json.loads(aws_managed_policies_data)
    read_on = max(policy["UpdateDate"] for policy in data.values())[:10]
    lines = []
    for name in sorted(NAMES):
        policy = data[name]
        row = {
            "version": policy["DefaultVersionId"],
            "updated": policy["UpdateDate"][:10],
            "document": document_of(policy),
        }
        path = policy["Path"].lstrip("/") + name
        lines.append(f"    {json.dumps(path)}: {json.dumps(row)}")
    head = {
        "source": f"moto {moto.__version__}, iam/aws_managed_policies.py, by scripts/extract/managed-policies.py",
        # The day of the newest change that the copy has.
        "asOf": datetime.date.fromisoformat(read_on).isoformat(),
    }
    head_lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    OUT.write_text("\n".join(["{", *head_lines, '  "policies": {', ",\n".join(lines), "  }", "}", ""]))


if __name__ == "__main__":
    main()
