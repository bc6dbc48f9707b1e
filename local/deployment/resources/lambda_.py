"""Functions, the permissions to start them, and their event sources."""

import time
import uuid
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from local.cloud import Account, Cloud
from local.deployment.resources.base import Created, Properties, PropertyError, creates

READY_SECONDS = 30.0


_FUNCTION = {
    "architectures": "Architectures",
    "description": "Description",
    "handler": "Handler",
    "memorySize": "MemorySize",
    "publish": "Publish",
    "runtime": "Runtime",
    "timeout": "Timeout",
}
_LOGGING = {
    "applicationLogLevel": "ApplicationLogLevel",
    "logFormat": "LogFormat",
    "logGroup": "LogGroup",
    "systemLogLevel": "SystemLogLevel",
}


@creates("aws:lambda/function:Function")
def function(cloud: Cloud, properties: Properties) -> Created:
    """Create a function, and wait until it is active."""
    client = cloud.client("lambda")
    name = properties.name()
    archive = Path(properties.require("code"))
    request = {
        "FunctionName": name,
        "Role": properties.require("role"),
        "Tags": properties.tags(),
        **properties.renamed(_FUNCTION),
        **_function_blocks(properties),
    }
    properties.leave("sourceCodeHash", "the archive is replaced by the one built for this machine")
    with _uploaded(cloud, archive) as code:
        made = client.create_function(**request, Code=code)
    _wait_until_active(cloud, name)
    if (concurrency := properties.take("reservedConcurrentExecutions", -1)) >= 0:
        client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=concurrency)
    return Created(name, {"name": name, **_function_outputs(cloud, made)})


def _function_blocks(properties: Properties) -> dict[str, Any]:
    blocks: dict[str, Any] = {}
    if environment := properties.block("environment"):
        blocks["Environment"] = {"Variables": environment.take("variables", {})}
    if tracing := properties.block("tracingConfig"):
        blocks["TracingConfig"] = {"Mode": tracing.require("mode")}
    if logging := properties.block("loggingConfig"):
        blocks["LoggingConfig"] = logging.renamed(_LOGGING)
    if dead_letter := properties.block("deadLetterConfig"):
        blocks["DeadLetterConfig"] = {"TargetArn": dead_letter.require("targetArn")}
    return blocks


def _function_outputs(cloud: Cloud, made: Mapping[str, Any]) -> dict[str, Any]:
    arn = made["FunctionArn"]
    return {
        "arn": arn,
        "version": made["Version"],
        "qualifiedArn": f"{arn}:{made['Version']}",
        "invokeArn": f"arn:aws:apigateway:{cloud.region}:lambda:path/2015-03-31/functions/{arn}/invocations",
        "lastModified": made["LastModified"],
        "sourceCodeSize": made["CodeSize"],
    }


def replace_code(account: Account, name: str, archive: Path) -> None:
    """Give a function another archive, and wait until it is active."""
    with _uploaded(account, archive) as code:
        account.client("lambda").update_function_code(FunctionName=name, **code)
    _wait_until_active(account, name)


@contextmanager
def _uploaded(cloud: Account, archive: Path) -> Generator[dict[str, str]]:
    """Upload the archive into a temporary bucket: four times as fast as base64 inside the request."""
    s3 = cloud.client("s3")
    place = {"Bucket": f"code-{uuid.uuid4().hex}", "Key": archive.name}
    s3.create_bucket(Bucket=place["Bucket"])
    s3.put_object(**place, Body=archive.read_bytes())
    yield {"S3Bucket": place["Bucket"], "S3Key": place["Key"]}
    s3.delete_object(**place)
    s3.delete_bucket(Bucket=place["Bucket"])


def _wait_until_active(cloud: Account, name: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        configuration = cloud.client("lambda").get_function_configuration(FunctionName=name)
        if configuration["State"] == "Active":
            return
        if configuration["State"] == "Failed" or time.monotonic() > deadline:
            raise PropertyError(f"the function does not become active: {configuration.get('StateReason')}")
        time.sleep(0.02)


@creates("aws:lambda/permission:Permission")
def permission(cloud: Cloud, properties: Properties) -> Created:
    """Create a permission to invoke a function."""
    statement_id = properties.name("statementId")
    cloud.client("lambda").add_permission(
        FunctionName=properties.require("function"),
        StatementId=statement_id,
        Action=properties.require("action"),
        Principal=properties.require("principal"),
        **properties.renamed(
            {
                "functionUrlAuthType": "FunctionUrlAuthType",
                "invokedViaFunctionUrl": "InvokedViaFunctionUrl",
                "sourceAccount": "SourceAccount",
                "sourceArn": "SourceArn",
            }
        ),
    )
    return Created(statement_id, {"statementId": statement_id})


@creates("aws:lambda/functionUrl:FunctionUrl")
def function_url(cloud: Cloud, properties: Properties) -> Created:
    """Create a function's URL; the emulator answers it at its own port, to requests that name the URL's host."""
    name = properties.require("functionName")
    made = cloud.client("lambda").create_function_url_config(
        FunctionName=name,
        AuthType=properties.require("authorizationType"),
        **properties.renamed({"invokeMode": "InvokeMode"}),
    )
    url = made["FunctionUrl"]
    outputs = {
        "functionUrl": url,
        "functionArn": made["FunctionArn"],
        "urlId": url.removeprefix("https://").partition(".")[0],
    }
    return Created(name, outputs)


@creates("aws:lambda/eventSourceMapping:EventSourceMapping")
def event_source_mapping(cloud: Cloud, properties: Properties) -> Created:
    """Create an event source mapping."""
    request = {
        "EventSourceArn": properties.require("eventSourceArn"),
        "FunctionName": properties.require("functionName"),
        "Tags": properties.tags(),
        **properties.renamed(
            {
                "batchSize": "BatchSize",
                "enabled": "Enabled",
                "functionResponseTypes": "FunctionResponseTypes",
                "maximumBatchingWindowInSeconds": "MaximumBatchingWindowInSeconds",
            }
        ),
    }
    if scaling := properties.block("scalingConfig"):
        request["ScalingConfig"] = {"MaximumConcurrency": scaling.require("maximumConcurrency")}
    made = cloud.client("lambda").create_event_source_mapping(**request)
    outputs = {"uuid": made["UUID"], "functionArn": made["FunctionArn"], "state": made["State"]}
    if "EventSourceMappingArn" in made:
        outputs["arn"] = made["EventSourceMappingArn"]
    return Created(made["UUID"], outputs)


@creates("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")
def function_event_invoke_config(cloud: Cloud, properties: Properties) -> Created:
    """Set a function's settings for asynchronous invocation."""
    name = properties.require("functionName")
    request: dict[str, Any] = properties.renamed(
        {
            "maximumEventAgeInSeconds": "MaximumEventAgeInSeconds",
            "maximumRetryAttempts": "MaximumRetryAttempts",
            "qualifier": "Qualifier",
        }
    )
    if destinations := properties.block("destinationConfig"):
        request["DestinationConfig"] = {
            theirs: {"Destination": block.require("destination")}
            for ours, theirs in (("onFailure", "OnFailure"), ("onSuccess", "OnSuccess"))
            if (block := destinations.block(ours))
        }
    cloud.client("lambda").put_function_event_invoke_config(FunctionName=name, **request)
    return Created(name)
