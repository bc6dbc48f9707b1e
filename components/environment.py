"""The environment variables of a function: those that its relations bring. Pure."""

from collections.abc import Mapping

from components import grants
from components.catalogue import FunctionSpec
from components.names import EVENT_BUS, Names

METRICS_NAMESPACE = "Alquimista/DisparoAgenda"


def variables(names: Names, spec: FunctionSpec, secret_paths: Mapping[str, str]) -> dict[str, str]:
    """Variable to value for the function ``spec``; ``secret_paths`` maps a partner to its secret's name."""
    found = {
        "ENVIRONMENT": names.environment,
        "LOG_LEVEL": "INFO",
        "POWERTOOLS_SERVICE_NAME": spec.name,
        "POWERTOOLS_METRICS_NAMESPACE": METRICS_NAMESPACE,
    }
    for grant in spec.grants:
        found |= _brought_by(names, grant, secret_paths)
    return found


def _brought_by(names: Names, grant: grants.Grant, secret_paths: Mapping[str, str]) -> dict[str, str]:
    match grant:
        case grants.Table(name):
            return {f"TABLE_{_upper(name)}": names.physical(name)}
        case grants.Queue(name, access):
            return {f"{_upper(name)}_URL": names.queue_url(name)} if "send" in access else {}
        case grants.Bucket(name):
            return {f"{_upper(name)}_BUCKET": names.bucket(name)}
        case grants.Secret(name):
            return {f"SECRET_{_upper(name)}": secret_paths[name]}
        case grants.Function(name):
            return {f"{_upper(name.split('-')[0])}_FUNCTION": names.physical(name)}
        case grants.Bus():
            return {"EVENT_BUS": EVENT_BUS, "EVENT_SOURCE": names.event_source}


def _upper(name: str) -> str:
    return name.upper().replace("-", "_")
