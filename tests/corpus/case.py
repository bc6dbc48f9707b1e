"""Cases: small programs that the pack has to block, or to let pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tests.corpus.surroundings import Surroundings

Build: TypeAlias = Callable[[Surroundings], object]
"""A program: it registers resources, most of them by way of the surroundings."""

BLOCKED_BY: Mapping[str, tuple[str, ...]] = {
    "recovery": ("recovery",),
    "tagging": ("tagging",),
    "least privilege": ("least privilege",),
    "escalation": ("least privilege",),
    "exposure": ("encryption and exposure", "least privilege"),
    "trust": ("encryption and exposure", "least privilege"),
    "alarms": ("observability",),
    "secrets": ("functions", "encryption and exposure"),
    "malformed": ("least privilege", "tagging"),
    "unknown values": ("least privilege", "tagging", "recovery", "encryption and exposure"),
    "references": (
        "queues",
        "events",
        "encryption and exposure",
        "recovery",
        "least privilege",
        "observability",
        "functions",
    ),
    "configuration": ("recovery", "tagging", "least privilege"),
}
"""The families of the corpus, each with the families of rules of which one has to block its defects.

What is blocked for another reason only, such as an alarm that the case forgot, proves nothing.
"""


@dataclass(frozen=True)
class Case:
    """A small program with one thing wrong in it, or with nothing wrong."""

    name: str
    family: str
    says: str
    """One sentence: the defect, or what the clean program does."""
    build: Build = field(repr=False)
    defect: bool
    debatable: bool = False
    """Good engineers may differ on it: its outcome is shown and never counts as wrong."""
    by: tuple[str, ...] = ()
    """The families of rules of which one has to block it."""
    config: Mapping[str, Any] = field(default_factory=dict)
    """Settings of rules, merged into those of the corpus."""


class Collection(list[Case]):
    """The cases of one concern."""

    def defect(
        self, name: str, family: str, says: str, build: Build, *, by: tuple[str, ...] = (), **more: Any
    ) -> None:
        """Add a program that has to be blocked."""
        self.append(Case(name, family, says, build, True, by=by or BLOCKED_BY[family], **more))

    def holding(self, name: str, says: str, build: Build, *, family: str = "exposure", **more: Any) -> None:
        """Add a resource that holds a document, a principal or a share that it should not."""
        self.defect(f"doc-{name}", family, says, build, **more)

    def clean(self, name: str, family: str, says: str, build: Build, **more: Any) -> None:
        """Add a program that has to pass."""
        self.append(Case(name, family, says, build, False, **more))
