"""Extensions: things that a stack of one's own has beside, a module for each, found by being here.

A module holds an ``EXTENSION``, whose functions, tables and alarms become part of the stack like those of the catalogue
itself (docs/how-to/add-a-function.md).
"""

import importlib
import pkgutil

from components.extension import Extension

EXTENSIONS: tuple[Extension, ...] = tuple(
    importlib.import_module(f"{__name__}.{found.name}").EXTENSION
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name)
)
"""The extensions, in the order of their modules' names."""
