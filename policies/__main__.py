"""The policy pack as the Pulumi engine starts it: `pulumi preview --policy-pack policies`.

The engine runs this file with its own folder as the working directory, and `PolicyPack` serves until it is
stopped, so nothing may import this module: other runners call `policies.judge`.
"""

from pulumi_policy import EnforcementLevel, PolicyPack
from rules import RULES  # ty: ignore[import-not-found]  (the engine runs the pack in its own folder)

PolicyPack(
    name="micro-agente-disparo-agendamento",
    policies=[rule.policy() for rule in RULES],
    enforcement_level=EnforcementLevel.MANDATORY,
)
