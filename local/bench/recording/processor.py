"""The processor's time of a request and of a contact, measured unheard: another program's work only ever adds."""

import time
from contextlib import redirect_stdout
from io import StringIO

from handlers.observability import metrics
from local.bench.recording.recorder import new_clients, started
from local.bench.recording.units import Units
from local.bench.requests import counted

RUNS = 5


def least(units: Units) -> dict[str, float]:
    """Return the least of several measurements, in milliseconds of a whole processor."""
    return {
        "request": round(min(request_ms(units) for _ in range(15)), 2),
        "contact": round(min(contact_ms(units) for _ in range(5)), 3),
    }


def request_ms(units: Units) -> float:
    """Return the milliseconds of a processor that a request takes, in runs for a tenant with nothing due."""
    tenant_id = units.tenant()
    with counted([new_clients().events]) as made:
        # The first run makes the client.
        units.place.release(tenant_id)
        made.clear()
        began = time.process_time()
        for _ in range(RUNS):
            units.place.release(tenant_id)
        spent = time.process_time() - began
    return 1000 * spent / made.total()


def contact_ms(units: Units, rows: int = 500) -> float:
    """Return the milliseconds of a processor that a contact of a list takes."""
    metrics.provider.namespace = "Bench"
    new_clients().events.register("before-call.lambda.Invoke", started)
    began = time.process_time()
    with redirect_stdout(StringIO()):
        units.take_in(rows)
    spent = time.process_time() - began
    new_clients().events.unregister("before-call.lambda.Invoke", started)
    return 1000 * spent / rows
