"""All cases of the corpus, a module for each concern."""

from collections.abc import Mapping
from itertools import chain

from tests.corpus.case import Case
from tests.corpus.cases import (
    alarms,
    attachments,
    conditions,
    configuration,
    confinement,
    escalation,
    functions_and_events,
    malformed,
    not_documents,
    other_accounts,
    other_packages,
    principals,
    programs,
    recovery,
    references,
    rights,
    secret_values,
    services,
    shares,
    stores,
    tagging,
    trust,
    unknown_values,
)

MODULES = (
    alarms,
    attachments,
    conditions,
    configuration,
    confinement,
    escalation,
    functions_and_events,
    malformed,
    not_documents,
    other_accounts,
    other_packages,
    principals,
    programs,
    recovery,
    references,
    rights,
    secret_values,
    services,
    shares,
    stores,
    tagging,
    trust,
    unknown_values,
)
CASES: tuple[Case, ...] = tuple(chain.from_iterable(module.CASES for module in MODULES))
BY_NAME: Mapping[str, Case] = {case.name: case for case in CASES}
