"""Shares with other accounts, and rights that are given outside of IAM."""

import json

from tests.corpus.case import Collection
from tests.corpus.names import role_arn
from tests.corpus.surroundings import TAGS, aws
from tests.policies.documents import ADMINISTRATOR, FOREIGN, allow, arn, as_object, document, public

CASES = Collection()
held = CASES.holding


held(
    "ram-principal",
    "A RAM share to another account.",
    lambda stack: aws.ram.PrincipalAssociation(
        "p", principal=FOREIGN, resource_share_arn=arn("ram", "resource-share/1")
    ),
    family="trust",
)
held(
    "ram-external",
    "A RAM share that admits outsiders.",
    lambda stack: aws.ram.ResourceShare("s", name="s", allow_external_principals=True, tags=TAGS),
    family="trust",
    debatable=True,
)
held(
    "lakeformation",
    "Lake Formation permissions for another account.",
    lambda stack: aws.lakeformation.Permissions(
        "p", principal=FOREIGN, permissions=["SELECT"], table={"database_name": "d", "name": "t"}
    ),
    family="trust",
    debatable=True,
)
held(
    "redshift-endpoint",
    "Another account makes endpoints to the cluster.",
    lambda stack: aws.redshift.EndpointAuthorization("p", account=FOREIGN, cluster_identifier="c"),
    family="trust",
    debatable=True,
)
held(
    "opensearch-vpce",
    "Another account reaches the domain by endpoint.",
    lambda stack: aws.opensearch.AuthorizeVpcEndpointAccess("p", account=FOREIGN, domain_name="shop"),
    family="trust",
    debatable=True,
)
held(
    "acmpca-permission",
    "ACM of another account issues certificates.",
    lambda stack: aws.acmpca.Permission(
        "p",
        actions=["IssueCertificate"],
        certificate_authority_arn=arn("acm-pca", "certificate-authority/1"),
        principal="acm.amazonaws.com",
        source_account=FOREIGN,
    ),
    family="trust",
    debatable=True,
)
held(
    "iot",
    "An IoT policy that allows iot:*.",
    lambda stack: aws.iot.Policy("p", name="p", tags=TAGS, policy=document(allow("iot:*", "*"))),
    family="least privilege",
)
held(
    "iot-template",
    "An IoT provisioning template whose policy allows everything (a document in a document).",
    lambda stack: aws.iot.ProvisioningTemplate(
        "t",
        name="t",
        provisioning_role_arn=role_arn("iot"),
        tags=TAGS,
        template_body=json.dumps(
            {
                "Resources": {
                    "policy": {
                        "Type": "AWS::IoT::Policy",
                        "Properties": {"PolicyDocument": as_object(allow("iot:*", "*"))},
                    }
                }
            }
        ),
    ),
    family="least privilege",
    debatable=True,
)
held(
    "transfer-user",
    "A session policy for everything in S3 (it only scopes down, so it is no grant).",
    lambda stack: aws.transfer.User(
        "u",
        server_id="s-1",
        user_name="u",
        role=role_arn("transfer"),
        tags=TAGS,
        policy=document(allow("s3:*", "*")),
    ),
    family="least privilege",
    debatable=True,
)
held(
    "transfer-access",
    "A session policy for everything in S3, for a directory's group.",
    lambda stack: aws.transfer.Access(
        "u",
        server_id="s-1",
        external_id="S-1-1",
        role=role_arn("transfer"),
        policy=document(allow("s3:*", "*")),
    ),
    family="least privilege",
    debatable=True,
)
held(
    "sso-inline",
    "A permission set with everything inline.",
    lambda stack: aws.ssoadmin.PermissionSetInlinePolicy(
        "p",
        instance_arn="arn:aws:sso:::instance/ssoins-1",
        permission_set_arn="arn:aws:sso:::permissionSet/ssoins-1/ps-1",
        inline_policy=document(allow("*", "*")),
    ),
    family="least privilege",
)
held(
    "sso-managed",
    "A permission set with AdministratorAccess.",
    lambda stack: aws.ssoadmin.ManagedPolicyAttachment(
        "p",
        instance_arn="arn:aws:sso:::instance/ssoins-1",
        permission_set_arn="arn:aws:sso:::permissionSet/ssoins-1/ps-1",
        managed_policy_arn=ADMINISTRATOR,
    ),
    family="least privilege",
)
held(
    "rolesanywhere",
    "A Roles Anywhere profile whose session policy scopes nothing down.",
    lambda stack: aws.rolesanywhere.Profile(
        "p",
        name="p",
        enabled=True,
        role_arns=[role_arn("x")],
        tags=TAGS,
        session_policy=document(allow("s3:*", "*")),
    ),
    family="least privilege",
    debatable=True,
)
held(
    "quicksight",
    "QuickSight users get AdministratorAccess.",
    lambda stack: aws.quicksight.IamPolicyAssignment(
        "p",
        assignment_name="p",
        assignment_status="ENABLED",
        policy_arn=ADMINISTRATOR,
        identities={"users": ["u"]},
    ),
    family="least privilege",
    debatable=True,
)
held(
    "rest-api-body",
    "The API's policy inside an OpenAPI body (x-amazon-apigateway-policy) for every VPC endpoint.",
    lambda stack: aws.apigateway.RestApi(
        "a",
        name="a",
        tags=TAGS,
        endpoint_configuration={"types": "PRIVATE"},
        body=json.dumps(
            {
                "openapi": "3.0.1",
                "paths": {},
                "x-amazon-apigateway-policy": json.loads(
                    public("execute-api:Invoke", arn("execute-api", "abc/dev/GET/x"))
                ),
            }
        ),
    ),
    debatable=True,
)
