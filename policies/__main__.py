"""The policy pack as the Pulumi engine starts it: `pulumi preview --policy-pack policies`.

`PolicyPack` serves until it is stopped, so nothing may import this module: other runners use `guardrails.PACK`.
"""

from pathlib import Path

from guardrails.judging import engine
from guardrails.rules import RULES
from pulumi_policy import EnforcementLevel, PolicyPack

engine.install()
PolicyPack(
    name="serverless-guardrails",
    policies=[rule.policy() for rule in RULES],
    enforcement_level=EnforcementLevel.MANDATORY,
    initial_config=engine.initial_config(Path(__file__).with_name("config.json"), RULES),
)
