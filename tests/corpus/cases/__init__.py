"""All cases of the corpus, a module for each concern."""

import importlib
import pkgutil
from collections.abc import Mapping
from itertools import chain

from tests.corpus.case import Case

MODULES = tuple(
    importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
)
CASES: tuple[Case, ...] = tuple(chain.from_iterable(module.CASES for module in MODULES))
BY_NAME: Mapping[str, Case] = {case.name: case for case in CASES}
