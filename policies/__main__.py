"""The policy pack as the Pulumi engine starts it: `pulumi preview --policy-pack policies`.

`PolicyPack` serves until it is stopped, so nothing may import this module: other runners use `policies.PACK`.
"""

import sys
from pathlib import Path

from pulumi_policy import EnforcementLevel, PolicyPack

# The engine runs this file with its own folder as the working directory: the package is found from the folder above.
sys.path.append(str(Path(__file__).resolve().parent.parent))

from policies.rules import RULES

PolicyPack(
    name="micro-agente-disparo-agendamento",
    policies=[rule.policy() for rule in RULES],
    enforcement_level=EnforcementLevel.MANDATORY,
)
