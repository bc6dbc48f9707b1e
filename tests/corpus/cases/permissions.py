"""Permissions of functions: who may do what with them, and in whose name."""

from typing import Any

from tests.corpus.case import Build, Collection
from tests.corpus.names import role_arn
from tests.corpus.surroundings import ABSENT
from tests.policies.documents import FOREIGN, OWN

CASES = Collection()


def permitted(**over: Any) -> Build:
    """Return a program with a function and a permission without a source."""
    given: dict[str, Any] = {"source_arn": ABSENT, **over}
    return lambda stack: (stack.function(), stack.permission(**given))


CASES.defect(
    "perm-every-action",
    "least privilege",
    "A role may do everything with the function, change its code too.",
    permitted(action="lambda:*", principal=role_arn("ci")),
)
CASES.defect(
    "perm-update-code",
    "escalation",
    "A role may change the function's code, by a permission instead of a policy.",
    permitted(action="lambda:UpdateFunctionCode", principal=role_arn("ci")),
)
CASES.defect(
    "perm-not-by-url",
    "exposure",
    "Everybody, with a flag that says that it is not by the function's URL.",
    permitted(principal="*", invoked_via_function_url=False),
)
CASES.defect(
    "perm-token",
    "least privilege",
    "S3 is bound by a token, which only Alexa sends.",
    permitted(principal="s3.amazonaws.com", event_source_token="abc"),
)
CASES.defect(
    "perm-account-foreign",
    "trust",
    "Secrets Manager rotates another account's secrets by the function.",
    permitted(principal="secretsmanager.amazonaws.com", source_account=FOREIGN),
)
CASES.clean(
    "ok-perm-account",
    "trust",
    "Secrets Manager rotates our account's secrets, whose ARNs come later.",
    permitted(principal="secretsmanager.amazonaws.com", source_account=OWN),
)
