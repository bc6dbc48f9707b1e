"""The join of what the program would make with what Terraform manages."""

import difflib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from ops.adopting.engine import Plan, Planned
from ops.adopting.kinds import BY_PULUMI, BY_TERRAFORM, Key, Kind
from ops.adopting.terraform import Managed

_PLACE = re.compile(r"arn:aws:[a-z0-9-]+:([a-z]{2}-[a-z-]+-\d):(\d{12}):")


@dataclass(frozen=True)
class Join:
    """The outcome."""

    adopted: tuple[tuple[Planned, Managed], ...]
    """The resources that become the program's own, each with Terraform's."""
    made: tuple[Planned, ...]
    """The resources that Terraform never had, which the next update makes."""
    left: tuple[Managed, ...]
    """The resources of Terraform that the program does not know, which stay its own."""
    problems: tuple[str, ...]
    """The reasons not to import anything, each with its cure; empty where all is well."""

    def import_file(self, plan: Plan) -> dict[str, Any]:
        """Return the document that ``pulumi import --file`` takes: what is adopted, and the components above it."""
        entries = [
            {**planned.entry, "id": BY_PULUMI[planned.type].id(managed.attributes)}
            for planned, managed in self.adopted
        ]
        by_name = {each["name"]: each for each in plan.components}
        needed: set[str] = set()
        for entry in entries:
            name = entry.get("parent", "")
            while name in by_name and name not in needed:
                needed.add(name)
                name = by_name[name].get("parent", "")
        return {
            **plan.rest,
            "resources": [*(each for each in plan.components if each["name"] in needed), *entries],
        }


def join(plan: Plan, state: Iterable[Managed], leave: Set[str] = frozenset()) -> Join:
    """Join a plan with a state; ``leave`` are addresses of what is to stay Terraform's although it keeps something."""
    wanted: dict[tuple[str, Key], list[Planned]] = defaultdict(list)
    for planned in plan.resources:
        if kind := BY_PULUMI.get(planned.type):
            wanted[kind.pulumi, kind.planned(planned.inputs)].append(planned)
    there: dict[tuple[str, Key], list[Managed]] = defaultdict(list)
    left: list[Managed] = []
    for managed in state:
        kind = BY_TERRAFORM.get(managed.type)
        key = (kind.pulumi, kind.found(managed.attributes)) if kind else None
        if key in wanted and managed.address not in leave:
            there[key].append(managed)
        else:
            left.append(managed)
    adopted = [(wanted[key][0], found[0]) for key, found in there.items()]
    taken = {id(planned) for planned, _ in adopted}
    problems = [
        *_unknown(leave, left),
        *_ambiguous(wanted, there),
        *_elsewhere(plan, adopted),
        *_unlike(adopted),
        *_kept(left, wanted, leave),
    ]
    if not adopted:
        problems.insert(0, _nothing(plan, left))
    made = tuple(planned for planned in plan.resources if id(planned) not in taken)
    return Join(tuple(adopted), made, tuple(left), tuple(problems))


def _unknown(leave: Set[str], left: Iterable[Managed]) -> Iterator[str]:
    for address in leave - {managed.address for managed in left}:
        yield f"--leave {address}: the Terraform state has no such address; terraform state list prints them"


def _ambiguous(
    wanted: Mapping[tuple[str, Key], list[Planned]], there: Mapping[tuple[str, Key], list[Managed]]
) -> Iterator[str]:
    for key, found in there.items():
        if len(found) > 1:
            addresses = ", ".join(managed.address for managed in found)
            yield f"{wanted[key][0].told} could be any of {addresses}: name all but one of them with --leave"
        if len(wanted[key]) > 1:
            names = ", ".join(planned.told for planned in wanted[key])
            yield f"{found[0].address} could become any of {names}: give them names of their own in the program"


def _elsewhere(plan: Plan, adopted: Iterable[tuple[Planned, Managed]]) -> Iterator[str]:
    """Yield a state of another account or region, whose things have the same names."""
    ours = _places([planned.inputs for planned in plan.resources])
    theirs = _places([managed.attributes.get("arn") for _, managed in adopted])
    if ours and theirs and not theirs <= ours:
        told = ", ".join(" ".join(place) for place in sorted(theirs - ours))
        yield f"the Terraform state is of {told}, and the preview of another account or region: preview the right one"


def _places(documents: list[Any]) -> set[tuple[str, ...]]:
    """Return the pairs of region and account of the ARNs that have both."""
    return set(_PLACE.findall(json.dumps(documents)))


def _unlike(adopted: Iterable[tuple[Planned, Managed]]) -> Iterator[str]:
    for planned, managed in adopted:
        for fixed in BY_PULUMI[planned.type].fixed:
            new, old = fixed.planned(planned.inputs), fixed.found(managed.attributes)
            if new != old:
                yield (
                    f"{planned.told} would be replaced, and what {managed.address} holds lost: its {fixed.name} is "
                    f"{_shown(old)} and would be {_shown(new)}; change its entry in components/catalogue/, or "
                    f"leave it to Terraform with --leave '{managed.address}' and move what it holds"
                )


def _shown(value: object) -> str:
    return "none" if value in (None, [], {}) else str(value)


def _kept(
    left: Iterable[Managed], wanted: Mapping[tuple[str, Key], list[Planned]], leave: Set[str]
) -> Iterator[str]:
    """Yield what would stay behind unseen, with all that is in it."""
    for managed in left:
        kind = BY_TERRAFORM.get(managed.type)
        if kind is not None and kind.keeps and managed.address not in leave:
            name = kind.found(managed.attributes)[-1]
            yield (
                f"{managed.address} ({name}) is none of the program's{_nearest(name, kind, wanted)}: a name "
                "cannot be changed; give the program's entry that name, or leave it to Terraform with "
                f"--leave '{managed.address}'"
            )


def _nearest(name: str, kind: Kind, wanted: Mapping[tuple[str, Key], list[Planned]]) -> str:
    names = [key[-1] for token, key in wanted if token == kind.pulumi]
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.8)
    return f", the nearest is {near[0]}" if near else ""


def _nothing(plan: Plan, left: Iterable[Managed]) -> str:
    tables = sorted(
        str(planned.inputs.get("name")) for planned in plan.resources if "dynamodb" in planned.type
    )
    theirs = sorted(str(each.attributes.get("name")) for each in left if each.type == "aws_dynamodb_table")
    return (
        f"nothing of the Terraform state is the program's: its tables are {', '.join(theirs) or 'none'}, the program's "
        f"{', '.join(tables) or 'none'}; preview the stack of the same environment, with the same namePrefix"
    )
