"""The resources of a case, as the engine would show them to the pack at a preview."""

import contextlib
import io
import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pulumi.runtime import mocks

from local.deployment.recorder import RecordedResource, Recording, record_program
from policies.guardrails import RegisteredResource
from tests.corpus.case import Case
from tests.corpus.provider import answer, given_name
from tests.corpus.surroundings import Surroundings
from tests.policies.documents import OWN, REGION
from tests.policies.recording import judged

_DEFAULT_PROVIDER = RegisteredResource(
    type="pulumi:providers:aws",
    name="default",
    urn="urn:pulumi:dev::corpus::pulumi:providers:aws::default",
    props={"region": REGION, "allowedAccountIds": f'["{OWN}"]'},
)
_DOCUMENTS = frozenset({"policy", "assumeRolePolicy"})


class _Provider(mocks.Mocks):
    """The provider at a preview: it computes nothing but names."""

    def call(self, args: mocks.MockCallArgs) -> Any:
        return answer(args.token, args.args)

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        # A document that was given as an object comes back as text, so until then it is unknown.
        kept = {key: value for key, value in args.inputs.items() if not _rewritten(key, value)}
        return None, {**given_name(args.typ, args.name, args.inputs), **kept}


def _rewritten(key: str, value: Any) -> bool:
    return key in _DOCUMENTS and isinstance(value, Mapping)


def recorded(case: Case) -> list[RecordedResource]:
    """Run the program of a case and return what it registers; its exceptions are raised."""
    # The SDK warns of the deprecated types, which are a concern of several cases, in two ways.
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore", DeprecationWarning)
        recording = record_program(
            lambda: case.build(Surroundings()), preview=True, project="corpus", provider=_Provider()
        )
    return [
        replace(found, inputs={**given_name(found.type, found.name, found.inputs), **found.inputs})
        for found in recording.resources
    ]


def registered(resources: list[RecordedResource]) -> list[RegisteredResource]:
    """Return the resources as the pack takes them, with the provider that they have by default."""
    default = f"{_DEFAULT_PROVIDER.urn}::id"
    shown = [
        replace(found, provider=default) if found.type.startswith("aws:") and not found.provider else found
        for found in judged(Recording(resources))
    ]
    return [_DEFAULT_PROVIDER, *shown]
