"""``python -m local.bench.recording``: record what each unit of work costs, into ops/scale/recorded.json."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from components import catalogue
from handlers.observability import logger
from local import cloud
from local.bench.recording import processor
from local.bench.recording.place import Place
from local.bench.recording.recorder import Recorder
from local.bench.recording.units import Units
from local.bench.rig import Rig, rig
from local.errors import LocalError
from ops.scale import costs


def units(set_up: Rig) -> Units:
    """Return the units of work of a rig."""
    tables = {f"{set_up.prefix}-{spec.name}": spec for spec in catalogue.TABLES}
    return Units(Place(set_up), Recorder(tables, set_up.cloud.session().client("dynamodb")))


def functions() -> dict[str, dict[str, int]]:
    """Return the figures of the stack's functions on which time depends."""
    found: dict[str, dict[str, int]] = {}
    for spec in catalogue.FUNCTIONS:
        found[spec.name] = {"memory": spec.memory, "timeout": spec.timeout}
        if spec.source:
            found[spec.name] |= {"batch": spec.source.batch_size, "window": spec.source.window}
    return found


def recording(set_up: Rig) -> dict[str, Any]:
    """Return the document of a fresh recording."""
    recorded = units(set_up)
    documents = {name: costs.as_document(cost) for name, cost in sorted(recorded.all().items())}
    return {"functions": functions(), "processorMs": processor.least(recorded), "units": documents}


def main() -> int:
    """Record everything; return the exit status."""
    logger.setLevel("WARNING")
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            cloud.start(Path(folder)) as running,
            rig(running) as set_up,
        ):
            document = recording(set_up)
    except LocalError as error:
        print(error, file=sys.stderr)
        return 2
    costs.RECORDED.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{costs.RECORDED}: {len(document['units'])} units of work")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
