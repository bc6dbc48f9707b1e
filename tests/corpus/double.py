"""The stand-in for the providers on the real engine, for the programs of the corpus.

Run as ``python -m tests.corpus.double``, like the one that it extends.
"""
# ruff: noqa: N802 (the methods have the names that the protocol gives them)

from typing import Any

import grpc
from google.protobuf.json_format import MessageToDict
from pulumi.runtime import rpc
from pulumi.runtime.proto import provider_pb2

from tests.corpus.provider import answer, given_name
from tests.engine.double import UNKNOWN, Double, output_kinds, serve, token_of


class AnyProvider(Double):
    """A double that takes every type of every package, whatever its properties, and names what has no name."""

    def kinds(self, token: str) -> dict[str, str]:
        try:
            return output_kinds(token) if token.startswith("aws:") else {"arn": "str"}
        except (AttributeError, ImportError):
            return {"arn": "str"}

    def Invoke(self, request: Any, context: Any) -> Any:
        response = provider_pb2.InvokeResponse()
        try:
            getattr(response, "return").update(answer(request.tok, MessageToDict(request.args)))
        except KeyError:
            context.abort(grpc.StatusCode.UNIMPLEMENTED, f"the double answers no {request.tok}")
        return response

    def Check(self, request: Any, context: Any) -> Any:
        name = request.urn.rpartition("::")[2]
        request.news.update(given_name(token_of(request.urn), name, request.news))
        return provider_pb2.CheckResponse(inputs=request.news)

    def _outputs(self, urn: str, inputs: dict[str, Any], preview: bool) -> dict[str, Any]:
        outputs = super()._outputs(urn, inputs, preview)
        if preview:
            # A document that was given as an object comes back as text.
            for prop, kind in self.kinds(token_of(urn)).items():
                if kind == "str" and isinstance(inputs.get(prop), dict) and not _secret(inputs[prop]):
                    outputs[prop] = UNKNOWN["str"]
        return outputs


def _secret(value: dict[str, Any]) -> bool:
    return value.get(rpc._special_sig_key) == rpc._special_secret_sig


if __name__ == "__main__":
    serve(AnyProvider())
