"""Roles and their policies."""

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates, key_values


@creates("aws:iam/role:Role")
def role(cloud: Cloud, properties: Properties) -> Created:
    """Create a role."""
    made = cloud.client("iam").create_role(
        RoleName=properties.name(),
        AssumeRolePolicyDocument=properties.require("assumeRolePolicy"),
        Tags=key_values(properties.tags()),
        **properties.renamed(
            {
                "description": "Description",
                "maxSessionDuration": "MaxSessionDuration",
                "path": "Path",
                "permissionsBoundary": "PermissionsBoundary",
            }
        ),
    )["Role"]
    return Created(
        made["RoleName"], {"name": made["RoleName"], "arn": made["Arn"], "uniqueId": made["RoleId"]}
    )


@creates("aws:iam/rolePolicy:RolePolicy")
def role_policy(cloud: Cloud, properties: Properties) -> Created:
    """Create a policy of a role."""
    name, role_name = properties.name(), properties.require("role")
    cloud.client("iam").put_role_policy(
        RoleName=role_name, PolicyName=name, PolicyDocument=properties.require("policy")
    )
    return Created(f"{role_name}:{name}", {"name": name})


@creates("aws:iam/policy:Policy")
def policy(cloud: Cloud, properties: Properties) -> Created:
    """Create a managed policy."""
    made = cloud.client("iam").create_policy(
        PolicyName=properties.name(),
        PolicyDocument=properties.require("policy"),
        Tags=key_values(properties.tags()),
        **properties.renamed({"description": "Description", "path": "Path"}),
    )["Policy"]
    return Created(made["Arn"], {"name": made["PolicyName"], "arn": made["Arn"]})
