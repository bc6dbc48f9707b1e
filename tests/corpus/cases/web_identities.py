"""Identity providers that the configuration trusts, and subjects that are anybody's all the same."""

from collections.abc import Mapping
from typing import Any

from tests.corpus.case import Build, Collection
from tests.policies.documents import OWN, assume, document

CASES = Collection()

WEB = "sts:AssumeRoleWithWebIdentity"
GITHUB = "token.actions.githubusercontent.com"
CLUSTER = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"


def role_of(host: str, condition: Mapping[str, Any]) -> Build:
    """Return a program with a role that a provider's identities assume under a condition."""
    provider = {"Federated": f"arn:aws:iam::{OWN}:oidc-provider/{host}"}
    return lambda stack: stack.role("worker", assume_role_policy=document(assume(provider, condition, WEB)))


def trusting(host: str) -> dict[str, Any]:
    return {"role-trusts-one-service": {"trusted": [host]}}


def workflows(operator: str, subject: Any, key: str = "sub") -> Build:
    """Return a program with a role for workflows of GitHub Actions."""
    return role_of(
        GITHUB,
        {
            "StringEquals": {f"{GITHUB}:aud": "sts.amazonaws.com"},
            operator: {f"{GITHUB}:{key}": subject},
        },
    )


def pods(subject: str) -> Build:
    """Return a program with a role for the service accounts of a cluster."""
    return role_of(
        CLUSTER,
        {
            "StringLike": {
                f"{CLUSTER}:aud": "sts.amazonaws.com",
                f"{CLUSTER}:sub": f"system:serviceaccount:{subject}",
            }
        },
    )


for name, says, build in (
    (
        "if-exists",
        "GitHub Actions with a subject by StringLikeIfExists.",
        workflows("StringLikeIfExists", "repo:shop/orders:*"),
    ),
    (
        "one-of-two",
        "GitHub Actions with two subjects, of which one is everybody's.",
        workflows("StringLike", ["repo:shop/orders:*", "*"]),
    ),
    (
        "actor",
        "GitHub Actions by who started them, not by the repository.",
        workflows("StringLike", "octocat", "actor"),
    ),
):
    CASES.defect(f"trust-workflow-{name}", "trust", says, build, config=trusting(GITHUB))
CASES.clean(
    "ok-trust-workflow",
    "trust",
    "GitHub Actions of one repository.",
    workflows("StringLike", "repo:shop/orders:*"),
    config=trusting(GITHUB),
)
for name, says, subject in (
    ("any", "Every service account of every namespace.", "*:*"),
    ("any-namespace", "A service account's name, in whatever namespace.", "*:worker"),
):
    CASES.defect(f"trust-pod-{name}", "trust", says, pods(subject), config=trusting(CLUSTER))
CASES.clean("ok-trust-pod", "trust", "One service account.", pods("shop:worker"), config=trusting(CLUSTER))
