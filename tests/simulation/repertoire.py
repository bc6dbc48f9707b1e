"""All scenarios, by name."""

from collections.abc import Mapping

from tests.simulation import (
    inbound_scenarios,
    inbox_scenarios,
    offer_scenarios,
    pause_scenarios,
    retention_scenarios,
    scenarios,
)
from tests.simulation.scenarios import Scenario

SCENARIOS: Mapping[str, Scenario] = {
    **scenarios.SCENARIOS,
    **inbound_scenarios.SCENARIOS,
    **inbox_scenarios.SCENARIOS,
    **offer_scenarios.SCENARIOS,
    **pause_scenarios.SCENARIOS,
    **retention_scenarios.SCENARIOS,
}
