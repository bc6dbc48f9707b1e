"""A stand-in for the AWS provider: Pulumi's own provider protocol, and nothing behind it.

At preview every value that a real provider would only know after creating the resource is unknown. At update the
values are made up from the resource's name. Attached to the real engine with ``PULUMI_DEBUG_PROVIDERS``.

Run as ``python -m tests.engine.double``: prints the port that it listens on, and stops when its input is closed.
"""
# ruff: noqa: N802 (the methods have the names that the protocol gives them)

import hashlib
import importlib
import inspect
import sys
from concurrent import futures
from functools import cache
from typing import Any

import grpc
from google.protobuf import empty_pb2, struct_pb2
from google.protobuf.json_format import MessageToDict, ParseDict
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

ACCOUNT = "123456789012"
UNKNOWN = {
    "str": "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "bool": "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "int": "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "list": "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dict": "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
}
"""The engine's own marks for a value that cannot be known yet, by the kind of value."""
_EMPTY = empty_pb2.Empty()  # ty: ignore[missing-attribute]
_MADE_UP: dict[str, Any] = {"bool": False, "int": 0, "list": [], "dict": {}}
REPLACED_BY = frozenset({"name", "bucket", "functionName", "eventSourceArn"})
"""Properties that AWS cannot change in place."""


@cache
def output_kinds(token: str) -> dict[str, str]:
    """The output properties of a resource type as the SDK declares them, with the kind of value of each."""
    _, module, name = token.split(":")
    package = module.partition("/")[0]
    package = {"lambda": "lambda_", "index": ""}.get(package, package)
    owner = importlib.import_module(f"pulumi_aws.{package}" if package else "pulumi_aws")
    kinds = {}
    for attribute, value in inspect.getmembers(
        getattr(owner, name), lambda member: isinstance(member, property)
    ):
        if value.fget is None or attribute in {"urn", "id"}:
            continue
        hint = str(value.fget.__annotations__.get("return", ""))
        names = (
            ("Sequence", "list"),
            ("Mapping", "dict"),
            ("outputs.", "dict"),
            ("bool", "bool"),
            ("int", "int"),
        )
        kind = next((kind for mark, kind in names if mark in hint), "str")
        kinds[getattr(value.fget, "_pulumi_name", attribute)] = kind
    return kinds


def made_up(urn: str, prop: str, kind: str) -> Any:
    """A value for a computed property, the same for the same resource."""
    name = urn.rpartition("::")[2]
    if kind != "str":
        return _MADE_UP[kind]
    if prop.lower().endswith("arn"):
        return f"arn:aws:double:us-east-1:{ACCOUNT}:{name}"
    return f"{name}-{prop}"


def token_of(urn: str) -> str:
    return urn.split("::")[2].rpartition("$")[2]


def struct(values: dict[str, Any]) -> Any:
    return ParseDict(values, struct_pb2.Struct())  # ty: ignore[missing-attribute]


class Double(provider_pb2_grpc.ResourceProviderServicer):
    """Answers every call of the protocol that the engine makes for the program's resources."""

    def kinds(self, token: str) -> dict[str, str]:
        """The output properties of a resource type, with the kind of value of each."""
        return output_kinds(token)

    def Handshake(self, request: Any, context: Any) -> Any:
        return provider_pb2.ProviderHandshakeResponse(
            accept_secrets=True, accept_resources=True, accept_outputs=False
        )

    def GetPluginInfo(self, request: Any, context: Any) -> Any:
        return plugin_pb2.PluginInfo(version="7.999.0")

    def Attach(self, request: Any, context: Any) -> Any:
        return _EMPTY

    def Cancel(self, request: Any, context: Any) -> Any:
        return _EMPTY

    def GetSchema(self, request: Any, context: Any) -> Any:
        return provider_pb2.GetSchemaResponse(schema='{"name": "aws", "version": "7.0.0"}')

    def CheckConfig(self, request: Any, context: Any) -> Any:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: Any, context: Any) -> Any:
        return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_NONE)

    def Configure(self, request: Any, context: Any) -> Any:
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, acceptResources=True, acceptOutputs=False
        )

    def Invoke(self, request: Any, context: Any) -> Any:
        if request.tok != "aws:index/getCallerIdentity:getCallerIdentity":
            context.abort(grpc.StatusCode.UNIMPLEMENTED, f"the double answers no {request.tok}")
        identity = {"accountId": ACCOUNT, "arn": f"arn:aws:iam::{ACCOUNT}:user/double", "userId": "double"}
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").update({"id": ACCOUNT, **identity})
        return response

    def Check(self, request: Any, context: Any) -> Any:
        known = self.kinds(token_of(request.urn))
        for name in MessageToDict(request.news):
            if name not in known and not name.startswith("__"):
                failure = provider_pb2.CheckFailure(
                    property=name, reason="the SDK's class has no such property"
                )
                return provider_pb2.CheckResponse(inputs=request.news, failures=[failure])
        return provider_pb2.CheckResponse(inputs=request.news)

    def Diff(self, request: Any, context: Any) -> Any:
        old, new = MessageToDict(request.old_inputs), MessageToDict(request.news)
        changed = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
        kind = provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE
        return provider_pb2.DiffResponse(
            changes=kind, diffs=changed, replaces=[name for name in changed if name in REPLACED_BY]
        )

    def _outputs(self, urn: str, inputs: dict[str, Any], preview: bool) -> dict[str, Any]:
        kinds = self.kinds(token_of(urn))
        values = {
            prop: UNKNOWN[kind] if preview else made_up(urn, prop, kind)
            for prop, kind in kinds.items()
            if prop not in inputs
        }
        return values | inputs

    def Create(self, request: Any, context: Any) -> Any:
        outputs = self._outputs(request.urn, MessageToDict(request.properties), request.preview)
        digest = hashlib.sha256(request.urn.encode()).hexdigest()[:12]
        return provider_pb2.CreateResponse(id="" if request.preview else digest, properties=struct(outputs))

    def Update(self, request: Any, context: Any) -> Any:
        outputs = self._outputs(request.urn, MessageToDict(request.news), request.preview)
        return provider_pb2.UpdateResponse(properties=struct(outputs))

    def Read(self, request: Any, context: Any) -> Any:
        return provider_pb2.ReadResponse(id=request.id, properties=request.properties, inputs=request.inputs)

    def Delete(self, request: Any, context: Any) -> Any:
        return _EMPTY


def serve(double: Double) -> None:
    """Answers on a port of its own, which it prints, until its input is closed."""
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=8),
        options=[("grpc.max_receive_message_length", 400 * 1024 * 1024), ("grpc.so_reuseport", 0)],
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(double, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(grace=None)


if __name__ == "__main__":
    serve(Double())
