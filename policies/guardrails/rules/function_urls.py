"""Functions: only those listed as public may be called from the internet without credentials, and within bounds."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..access import outside, sharing
from ..aws import tokens
from ..graph.references import physical_name
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, ResourceRule, StackRule, Subject
from ..values import number, value


def _authenticated(subject: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if subject.resource_type == tokens.FUNCTION_URL:
        path, name = "authorizationType", "functionName"
        is_open = value(subject.props, path) != "AWS_IAM"
    else:
        path, name = "principal", "function"
        by_url = value(subject.props, "functionUrlAuthType") or value(subject.props, "invokedViaFunctionUrl")
        let_in = outside.admissions(sharing.shares(subject))
        is_open = bool(by_url) and any(admission.public for admission in let_in)
    if is_open:
        function = physical_name(str(value(subject.props, name) or ""))
        if not any(function == public or function.endswith(f"-{public}") for public in settings["public"]):
            yield Finding(path, value(subject.props, path), f"the function is {function}")


def _bounded(url: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if value(url.props, "authorizationType") == "AWS_IAM":
        return
    function = stack.referred(url, "functionName", tokens.FUNCTION)
    reserved = number(value(function.props, "reservedConcurrentExecutions")) if function else None
    # What carries no tag is bounded too.
    tags = value(function.props, "tags") if function else None
    environment = (tags or {}).get(settings["tag"])
    if environment and settings["environments"] and environment not in settings["environments"]:
        return
    if function and (reserved is None or reserved < 0):
        problem = f"{function.name} has no reserved concurrency"
        yield Finding("functionName", value(url.props, "functionName"), problem)


RULES = [
    ResourceRule(
        name="function-url-authenticated",
        family=Family.FUNCTIONS,
        severity=Severity.CRITICAL,
        description="The URL of a function asks for AWS credentials, unless the function is listed as public.",
        why="Anybody on the internet can call it, and each call is paid for and runs with the function's rights.",
        cure='Set authorization_type="AWS_IAM"; or, if the function checks signatures itself, list it in the setting'
        " `public`.",
        sources=("CKV_AWS_258", "LambdaFunctionUrlAuth", "awslambda_function_url_public"),
        types={tokens.FUNCTION_URL, tokens.PERMISSION},
        parameters={
            "public": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "Functions that may be called by everybody: the name, or what follows the prefix",
            }
        },
        check=_authenticated,
    ),
    StackRule(
        name="public-function-bounded",
        family=Family.FUNCTIONS,
        description="A function whose URL anybody may call has reserved concurrency, which is also its upper bound.",
        why="Without it whoever calls the URL often enough takes the concurrency of every function of the account.",
        cure="Set reserved_concurrent_executions of the function, or ask for credentials at its URL.",
        types={tokens.FUNCTION_URL},
        parameters={
            "environments": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "Values of the tag that are asked; without any, all are, and who lacks the tag always",
            },
            "tag": {
                "type": "string",
                "default": "Environment",
                "description": "The tag that tells environments",
            },
        },
        check=_bounded,
    ),
]
