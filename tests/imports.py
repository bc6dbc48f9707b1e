"""The imports of the program as grimp reads them: absolute and relative, inside functions, and for types alone.

Read once in each test process, in under a second. Of modules that are not ours only the top package counts.
"""

from functools import cache

import grimp

PACKAGES = ("components", "examples", "handlers", "local", "ops", "policies")


@cache
def graph() -> grimp.ImportGraph:
    """The graph of everything but the tests. Not to be changed."""
    return grimp.build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)


def modules(package: str) -> list[str]:
    """A package's modules, itself among them."""
    return sorted(name for name in graph().modules if within(name, (package,)))


def imported(module: str) -> set[str]:
    """What a module imports itself."""
    return graph().find_modules_directly_imported_by(module)


def importers(module: str) -> set[str]:
    """The modules that import a module, or one below it."""
    names = [name for name in graph().modules if within(name, (module,))]
    return {importer for name in names for importer in graph().find_modules_that_directly_import(name)}


def within(name: str, packages: tuple[str, ...]) -> bool:
    """True for one of the packages, and for what is below one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def wrong(package: str, allowed: tuple[str, ...]) -> list[str]:
    """The imports of ours in a package that are not of what it may know, itself included only where it is named."""
    return [
        f"{module} imports {name}"
        for module in modules(package)
        for name in sorted(imported(module))
        if within(name, (*PACKAGES, "tests")) and not within(name, allowed)
    ]
