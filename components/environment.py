"""The environment variables of a function: those that its grants bring. Pure."""

from components import grants
from components.inventory import Inventory
from components.names import CONFIGURATION_SET, EVENT_BUS
from components.specs import FunctionSpec


def variables(inventory: Inventory, spec: FunctionSpec, metrics_namespace: str) -> dict[str, str]:
    """Return the variables of a function with their values; queues of failures have theirs like any other queue.

    ``metrics_namespace`` is the namespace of the metrics that it publishes itself. ``ValueError`` for a grant that
    names what ``inventory`` does not hold, and for two grants that bring one variable with different values.
    """
    found = {
        "ENVIRONMENT": inventory.names.environment,
        "LOG_LEVEL": "INFO",
        "POWERTOOLS_SERVICE_NAME": spec.name,
        "POWERTOOLS_METRICS_NAMESPACE": metrics_namespace,
    }
    for queue in inventory.failure_queues(spec):
        found[_queue_variable(queue)] = inventory.names.queue_url(queue)
    for grant in spec.grants:
        for variable, value in _brought_by(inventory, grant).items():
            if found.setdefault(variable, value) != value:
                raise ValueError(
                    f"two grants of {spec.name} bring {variable}: as {found[variable]} and as {value}; "
                    "rename one of the two things"
                )
    return found


def _brought_by(inventory: Inventory, grant: grants.Grant) -> dict[str, str]:
    names = inventory.names
    match grant:
        case grants.Table(name) | grants.Index(table=name):
            return {f"TABLE_{_upper(name)}": names.physical(name)}
        case grants.Queue(name):
            return {_queue_variable(name): names.queue_url(name)}
        case grants.Bucket(name):
            return {f"{_upper(name)}_BUCKET": names.bucket(name)}
        case grants.Parameter(name):
            return {f"PARAMETER_{_upper(name)}": names.physical(name)}
        case grants.Secret(name):
            return {f"SECRET_{_upper(name)}": inventory.secret_path(name)}
        case grants.Function(name):
            return {f"{_upper(name.split('-')[0])}_FUNCTION": names.physical(name)}
        case grants.Url(name):
            return {"LINK_FUNCTION": names.physical(name)}
        case grants.InboundDomain():
            return _inbound_domain(inventory)
        case grants.Model():
            return {"REPLY_MODEL_ID": inventory.model.id} if inventory.model else {}
        case grants.Mail():
            return _of_mail(inventory, grant)
        case grants.Bus():
            return {"EVENT_BUS": EVENT_BUS, "EVENT_SOURCE": names.event_source}


def _of_mail(inventory: Inventory, grant: grants.Mail) -> dict[str, str]:
    mail, names = inventory.mail, inventory.names
    if mail is None:
        return {}
    found = {"SES_IDENTITY": mail.identity, "SES_CONFIGURATION_SET": names.physical(CONFIGURATION_SET)}
    if grant.unsubscribing:
        found["UNSUBSCRIBE_FUNCTION"] = names.physical(grant.unsubscribing)
    if grant.signing:
        found |= _brought_by(inventory, grants.Secret(grant.signing))
    return found | _inbound_domain(inventory)


def _inbound_domain(inventory: Inventory) -> dict[str, str]:
    domain = inventory.mail.inbound_domain if inventory.mail else None
    return {"INBOUND_MAIL_DOMAIN": domain} if domain else {}


def _queue_variable(queue: str) -> str:
    return f"{_upper(queue)}_URL"


def _upper(name: str) -> str:
    return name.upper().replace("-", "_")
