"""Functions: secrets stay in Secrets Manager."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity
from pulumi_policy.proxy import UnknownValueError

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import value

TELLING_NAME = re.compile(
    r"secret|token|passw(or)?d|passphrase|(^|_)pass$|pwd|credential|connection_?string|(^|_)(hmac|salt|pepper)$"
    r"|(api|access|private|signing|encryption|hmac|jwt|session|master|account)_?key",
    re.IGNORECASE,
)
REFERENCE = re.compile(r"arn:aws[\w-]*:(secretsmanager|ssm|kms):.+|/?[a-z][\w.-]*(/[\w.-]+)+", re.IGNORECASE)
"""A value that refers to a secret: its ARN, or its path."""

KNOWN_SECRET = re.compile(
    r"\b(AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\."
    r"|\b(gh[pousr]|github_pat|glpat|xox[abprs]|sk|rk|EAA[A-Z])[-_][\w-]{16,}"
    r"|\bAIza[\w-]{35}"
    r"|://[^/\s:@]+:[^/\s:@]+@"
    r'|"(apiKey|password|secret|token)"\s*:'
    r"|\b(?i:password|pwd|accountkey|sharedaccesskey)=[^;\s]+"
    r"|\b(?i:basic|bearer) [\w+/=.-]{16,}"
)
RANDOM_LOOKING = re.compile(r"[A-Za-z0-9+/_=]{32,}")
RANDOM_BITS = 4.0
"""Entropy per character, in bits, above which a long run of letters and digits is taken for a secret."""


def _secret(function: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    variables = value(function.props, "environment.variables") or {}
    unknown: UnknownValueError | None = None
    for name in variables:
        telling = bool(TELLING_NAME.search(name)) and name not in settings["harmless"]
        try:
            found = str(variables[name] or "")
        except UnknownValueError as error:
            unknown = error if telling else unknown
            continue
        if problem := _problem(found, telling=telling):
            # The value itself stays out of the message.
            yield Finding(f"environment.variables.{name}", f"({len(found)} characters)", problem)
    if unknown:
        raise unknown


def _problem(found: str, *, telling: bool) -> str | None:
    """Return the reason to take a variable for a secret, or None; `telling` if its name sounds like one."""
    if _looks_secret(found):
        return "it looks like a secret"
    if telling and found and not REFERENCE.fullmatch(found):
        return "its name says it is a secret, and it is no secret's path or ARN"
    return None


def _looks_secret(text: str) -> bool:
    return bool(KNOWN_SECRET.search(text)) or any(_random(run) for run in RANDOM_LOOKING.findall(text))


def _random(run: str) -> bool:
    kinds = (str.islower, str.isupper, str.isdigit)
    if not all(any(kind(character) for character in run) for kind in kinds):
        return False
    shares = [count / len(run) for count in Counter(run).values()]
    return -sum(share * math.log2(share) for share in shares) > RANDOM_BITS


RULES = [
    ResourceRule(
        name="no-secret-in-environment",
        family=Family.FUNCTIONS,
        severity=Severity.CRITICAL,
        description="No environment variable of a function holds a secret.",
        why="Variables stand readable in the console, in the state and in every previewed difference.",
        cure="Keep the value in Secrets Manager, and give the function the secret's name.",
        sources=("CKV_AWS_45", "awslambda_function_no_secrets_in_variables"),
        types={tokens.FUNCTION},
        parameters={
            "harmless": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "Variables whose name sounds like a secret and that hold none",
            }
        },
        check=_secret,
    )
]
