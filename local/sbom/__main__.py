"""``python -m local.sbom``: write the bill of materials of each lock into ``build/sbom``.

The same locks give the same bytes: no time and nothing of chance is in them.
"""

import sys
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from local.sbom import licences
from local.sbom.locks import LOCKS, Locked, read

# The library's decorator of classes hides their constructors from the checker of types.
_Bom: Any = Bom
_Component: Any = Component
_HashType: Any = HashType
_LicenseExpression: Any = LicenseExpression

ROOT = Path(__file__).resolve().parents[2]
BILLS = ROOT / "build" / "sbom"
PROJECT = "micro-agente-disparo-agendamento"


def bill(name: str, lock: str) -> str:
    """Return the bill of materials of a lock's text, as CycloneDX JSON."""
    packages = read(lock)
    components = {each.name: _component(each) for each in packages}
    made = _Bom(
        components=components.values(), serial_number=uuid5(NAMESPACE_URL, f"{PROJECT}/{name}/{lock}")
    )
    root = _Component(name=f"{PROJECT}-{name}", type=ComponentType.APPLICATION, bom_ref=f"{PROJECT}-{name}")
    made.metadata.component = root
    made.metadata.timestamp = None
    needs: dict[str, list[Any]] = {each.name: [] for each in packages}
    for each in packages:
        for wanting in each.wanted_by:
            needs.setdefault(wanting, []).append(components[each.name])
    made.register_dependency(root, [components[each.name] for each in packages if not each.wanted_by])
    for package, component in components.items():
        made.register_dependency(component, needs[package])
    return JsonV1Dot6(made).output_as_string(indent=2) + "\n"


def _component(package: Locked) -> Any:
    url = PackageURL("pypi", name=package.name, version=package.version)
    return _Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=url.to_string(),
        purl=url,
        hashes=[_HashType(alg=HashAlgorithm.SHA_256, content=each) for each in package.hashes],
        licenses=[_LicenseExpression(licences.expression(package.name))],
    )


def main() -> int:
    """Write the bills; return the exit status."""
    BILLS.mkdir(parents=True, exist_ok=True)
    for name, lock in LOCKS.items():
        path = BILLS / f"{name}.json"
        try:
            path.write_text(bill(name, (ROOT / lock).read_text("utf-8")), "utf-8")
        except licences.UnknownLicenceError as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
