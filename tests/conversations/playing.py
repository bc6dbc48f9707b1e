"""Playing a script on its stage, and comparing what is heard and what stands with what it says."""

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.conversations import operating
from tests.conversations.script import ZONE, Action, Expected, Fact, Script, Settings, instant
from tests.conversations.stage import CAMPAIGN, OTHER_CAMPAIGN, Heard, Stage, StageError, on_stage

Stages = Callable[[Settings], AbstractContextManager[Stage]]
ABOUT = timedelta(minutes=10)
"""The most by which something is earlier or later than a script says."""


@dataclass(frozen=True)
class Told:
    """A line of the dialogue; ``wrong`` where it should not be there, or something else should."""

    at: datetime | None
    who: str
    what: str
    wrong: bool = False


@dataclass
class Played:
    """A script that was played."""

    script: Script
    dialogue: list[Told] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def wrong(self) -> list[str]:
        """The sentences about what went wrong."""
        return [each.what for each in self.dialogue if each.wrong]


def play(script: Script, stages: Stages = on_stage) -> Played:
    """Play a script from beginning to end, on a stage of its own."""
    began = time.perf_counter()
    played = Played(script)
    try:
        with stages(script.settings) as stage:
            _Player(played, stage).play()
    except StageError as error:
        played.dialogue.append(Told(None, "", str(error), wrong=True))
    except Exception:
        played.dialogue.append(Told(None, "", traceback.format_exc(limit=-3), wrong=True))
    played.seconds = time.perf_counter() - began
    return played


class _Player:
    def __init__(self, played: Played, stage: Stage) -> None:
        self.played, self.stage = played, stage
        self.script = played.script

    def play(self) -> None:
        for heard in self.stage.heard():
            self._tell(heard)
        lines = self.script.lines
        starts = [number for number, line in enumerate(lines) if isinstance(line, Action)]
        if not starts or starts[0] != 0:
            raise StageError("something is heard before anything has happened: begin with 'time passes:'")
        for first, after in zip(starts, [*starts[1:], len(lines)], strict=True):
            action = lines[first]
            assert isinstance(action, Action)
            expected = [each for each in lines[first + 1 : after] if isinstance(each, Expected)]
            self._act(action)
            awaited = [each for each in expected if each.who in ("contact", "human") and not each.nothing]
            self.stage.wait_for(len(awaited))
            self.stage.pass_to(self._until(action, expected, lines[after] if after < len(lines) else None))
            self._compare(expected, self.stage.heard())
        for fact in self.script.facts:
            self._check(fact)
        for violation in (*twice(self.stage), *self.stage.world.violations()):
            self._wrong(None, violation)

    def _until(self, action: Action, expected: Sequence[Expected], following: object) -> datetime:
        if isinstance(following, Action):
            return following.at
        return max([action.at, *(each.at for each in expected if each.at)]) + ABOUT

    def _act(self, action: Action) -> None:
        self.stage.pass_to(max(action.at, self.stage.now))
        shown = {"writes": action.said}.get(action.what, f"({action.what}) {action.said}".strip())
        self.played.dialogue.append(Told(action.at, action.who, shown))
        try:
            DOING[action.what](self.stage, action.said)
        except StageError as error:
            self._wrong(action.line, str(error))

    def _compare(self, expected: Sequence[Expected], heard: list[Heard]) -> None:
        left = [each for each in expected if not each.nothing]
        for each in heard:
            found = next((one for one in left if not list(differences(one, each))), None)
            if found is not None:
                left.remove(found)
                self._tell(each)
            elif each.who in ("contact", "human"):
                near = next(
                    (one for one in left if one.who == each.who and each.kind in one.kind.split(" or ")), None
                )
                self._tell(each)
                if near is None:
                    self._wrong(None, f"the line above is nowhere in the script: {_named(each)}")
                else:
                    left.remove(near)
                    self._wrong(near.line, "; ".join(differences(near, each)))
            else:
                self._tell(each)
                denied = [one for one in expected if one.nothing and one.who == each.who]
                if denied:
                    self._wrong(denied[0].line, f"the {each.who} should hear nothing")
        for one in left:
            verb = "a human is not called for" if one.who == "human" else f"the {one.who} does not hear"
            self._wrong(one.line, f"{verb} {one}")

    def _check(self, fact: Fact) -> None:
        stands = stands_instead(self.stage, fact.text)
        if stands is None:
            self.played.dialogue.append(Told(None, "at the end", fact.text))
        else:
            self._wrong(fact.line, f"at the end should stand: {fact.text}; but: {stands}")

    def _tell(self, heard: Heard) -> None:
        who = "a human is called" if heard.who == "human" else f"{heard.who} hears"
        words = " ".join(heard.text.split())
        extra = f" + {heard.calendar}" if heard.calendar else ""
        self.played.dialogue.append(Told(heard.at, who, f"{heard.kind or 'mail'}{extra}: {words}"))

    def _wrong(self, line: int | None, what: str) -> None:
        place = f"line {line}: " if line else ""
        self.played.dialogue.append(Told(None, "", f"{place}{what}", wrong=True))


def differences(expected: Expected, heard: Heard) -> Iterator[str]:
    """Yield in what something that was heard differs from what was expected."""
    if expected.who != heard.who:
        yield f"the {heard.who} hears it"
    if expected.kind and heard.kind not in expected.kind.split(" or "):
        yield f"it is {heard.kind}, and not {expected.kind}"
    words = " ".join(heard.text.split()).lower()
    yield from (f'it does not hold "{each}"' for each in expected.holds if each.lower() not in words)
    yield from (f'it holds "{each}"' for each in expected.lacks if each.lower() in words)
    if expected.channel and expected.channel != heard.channel:
        yield f"it comes by {heard.channel}"
    wanted = "" if expected.calendar == "none" else expected.calendar
    if expected.calendar and wanted != heard.calendar:
        yield f"its calendar is {heard.calendar or 'none'}, and not {expected.calendar}"
    if expected.at is not None and abs(heard.at - expected.at) > ABOUT:
        yield f"it comes on {heard.at:%a %d/%m at %H:%M}, and not on {expected.at:%a %d/%m at %H:%M}"


def stands_instead(stage: Stage, fact: str) -> str | None:
    """Return what stands in the place of a fact; None where it holds."""
    other = fact.startswith("other campaign's ")
    campaign = OTHER_CAMPAIGN if other else CAMPAIGN
    words = fact.removeprefix("other campaign's ").split(" ", 2)
    match words:
        case ["no", "meeting"]:
            found = stage.meetings(campaign)
            return ", ".join(each["status"] for each in found) or None
        case ["contact", state]:
            found = stage.contact(campaign)["state"]
            return None if found == state else f"contact {found}"
        case ["meeting", status, *at]:
            return _meeting_instead(stage, campaign, status, at)
        case ["address", "closed" | "open" as wanted]:
            found = "closed" if stage.is_closed() else "open"
            return None if found == wanted else f"address {found}"
        case ["calendar", *_]:
            wanted = (
                []
                if fact == "calendar empty"
                else [instant(each) for each in fact.removeprefix("calendar ").split(",")]
            )
            found = stage.calendar()
            return None if found == sorted(wanted) else f"calendar {', '.join(map(_shown, found)) or 'empty'}"
    raise AssertionError(fact)


def _meeting_instead(stage: Stage, campaign: str, status: str, at: Sequence[str]) -> str | None:
    found = stage.meetings(campaign)
    if not found:
        return "no meeting"
    last = found[-1]
    begins = datetime.fromisoformat(last["start"]).astimezone(ZONE) if last.get("start") else None
    if last["status"] == status and (not at or begins == instant(at[0])):
        return None
    return f"meeting {last['status']}{f' {_shown(begins)}' if begins else ''}"


def twice(stage: Stage) -> Iterator[str]:
    """Yield the messages that a contact got more than once."""
    got = Counter(each.key for each in stage.world.partners.requests if each.accepted and each.reference)
    yield from (f"message {key} went out {number} times" for key, number in got.items() if number > 1)


def _shown(at: datetime) -> str:
    return f"{at:%a %d/%m %H:%M}"


def _named(heard: Heard) -> str:
    return (
        f"a human is called for {heard.kind}"
        if heard.who == "human"
        else f"the {heard.who} hears {heard.kind}"
    )


DOING: Mapping[str, Callable[[Stage, str], None]] = {
    "writes": lambda stage, said: stage.contact_writes(said),
    "writes an e-mail": lambda stage, said: stage.answers_mail(said),
    "quotes offer 1": lambda stage, said: stage.quotes_offer(1, said),
    "quotes offer 2": lambda stage, said: stage.quotes_offer(2, said),
    "taps": lambda stage, said: stage.taps(said),
    "forwards": lambda stage, said: stage.forwards(said),
    "sends": lambda stage, said: stage.sends(said),
    "edits": lambda stage, said: stage.edits(said),
    "deletes": lambda stage, _: stage.deletes(),
    "unsubscribes": lambda stage, _: stage.unsubscribes(),
    "answers by itself": lambda stage, said: stage.answers_by_itself(said),
    "writes from another address": lambda stage, said: stage.writes_from_another_address(said),
    "is pretended": lambda stage, said: stage.is_pretended(said),
    "taken": lambda stage, said: stage.calendar_takes(instant(said)),
    "free": lambda stage, said: stage.free.append(instant(said)),
    "deleted": lambda stage, _: stage.host_deletes(),
    "moved": lambda stage, said: stage.host_moves(instant(said)),
    "writes in the thread": lambda stage, said: stage.host_writes_in_the_thread(said),
    "says": lambda stage, said: stage.host_says(said),
    "answers": operating.answer,
    "hands back": lambda stage, _: operating.hand_back(stage),
    "takes in": operating.take_in,
    "opts in": operating.opt_in,
    "answers with": lambda stage, said: stage.whatsapp_answers(said),
    "reports": lambda stage, said: stage.whatsapp_reports(said),
    "passes": lambda stage, _: None,
}
"""What each action does."""
