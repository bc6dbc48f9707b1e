"""The faults of partners: drawn from a seed, one request in five, each kind as it is meant."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import urllib3

from local.campaign.stand_ins import server
from local.campaign.stand_ins.faults import CUTS, LOCKED_SHARE, REFUSALS, SPELL, Fault, FaultPlan
from local.campaign.stand_ins.gateway import StandIns, serve_gateways
from local.campaign.stand_ins.ledger import RequestLedger

KEYS = {"whatsapp": "key-w", "email": "key-e"}
MAIL = {"to": "a@b.example", "subject": "Olá", "body": "Olá!"}


def fates(
    seed: int, partner: str = "whatsapp", requests: int = 5_000, rate: float = 0.2
) -> list[Fault | None]:
    plan = FaultPlan(seed, rate)
    return [plan.fate(partner, number) for number in range(requests)]


def test_the_same_seed_gives_the_same_faults() -> None:
    assert fates(7) == fates(7)
    assert fates(7) != fates(8)


def test_partners_fail_each_at_moments_of_their_own() -> None:
    assert fates(7, "whatsapp") != fates(7, "email")


@pytest.mark.parametrize("seed", range(3))
def test_one_request_in_five_fails(seed: int) -> None:
    found = Counter(fate is not None for fate in fates(seed, requests=40_000))
    assert 0.18 < found[True] / found.total() < 0.22


def test_every_kind_of_fault_comes_up() -> None:
    assert set(fates(1, requests=20_000)) == {None, *Fault}


def test_a_partner_that_works_never_fails() -> None:
    assert set(fates(1, rate=0.0)) == {None}


def test_an_account_is_locked_for_longer_than_a_batch() -> None:
    found = fates(3, requests=SPELL * 2_000)
    spells = [found[start : start + SPELL] for start in range(0, len(found), SPELL)]
    locked = [spell for spell in spells if Fault.LOCKED in spell]
    assert all(set(spell) == {Fault.LOCKED} for spell in locked)
    assert 0.01 < len(locked) / len(spells) < 2 * 0.2 * LOCKED_SHARE


class Fixed(FaultPlan):
    """A plan with faults of a test's choice."""

    def __init__(self, *chosen: Fault | None) -> None:
        super().__init__(rate=1.0)
        self.chosen = chosen

    def fate(self, partner: str, number: int) -> Fault | None:
        return self.chosen[number] if number < len(self.chosen) else None


Asked = Callable[..., tuple[int, Any]]


@pytest.fixture
def partner(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[StandIns, Asked]]]:
    """Starts partners with the faults that are given; the e-mail partner does not know a key again."""
    monkeypatch.setattr(server, "SLOW_SECONDS", 0.3)
    with urllib3.PoolManager(retries=False) as http:

        def started(*chosen: Fault | None) -> tuple[StandIns, Asked]:
            ledger = RequestLedger(frozenset({"email"}))
            stand_ins = StandIns(ledger, lambda *_: None, faults=Fixed(*chosen))
            endpoints = serve_gateways(stand_ins, KEYS, lambda: 0, {"POST /_calm": stand_ins.faults.calm})

            def asked(path: str = "/send", method: str = "POST", timeout: float = 10) -> tuple[int, Any]:
                headers = {"Authorization": f"Bearer {KEYS['email']}", "Idempotency-Key": "k"}
                body = json.dumps(MAIL).encode() if method == "POST" else None
                url = endpoints["email"] + path
                answer = http.request(method, url, body=body, headers=headers, timeout=timeout)
                return answer.status, json.loads(answer.data)

            return stand_ins, asked

        yield started


@pytest.mark.parametrize("fault", sorted(REFUSALS))
def test_a_refusal_comes_before_acceptance(partner: Any, fault: Fault) -> None:
    stand_ins, asked = partner(fault)
    assert asked()[0] == REFUSALS[fault]
    assert stand_ins.ledger.accepted == []


def test_a_partner_out_of_order_may_have_accepted_all_the_same(partner: Any) -> None:
    stand_ins, asked = partner(Fault.BROKEN_AFTER)
    assert asked()[0] == 500
    assert len(stand_ins.ledger.accepted) == 1


@pytest.mark.parametrize("fault", sorted(CUTS))
def test_a_cut_leaves_no_answer_and_its_acceptance_is_on_record(partner: Any, fault: Fault) -> None:
    stand_ins, asked = partner(fault)
    with pytest.raises(urllib3.exceptions.ProtocolError):
        asked()
    assert len(stand_ins.ledger.accepted) == (fault is Fault.CUT_AFTER)


def test_a_slow_partner_answers_after_the_callers_patience(partner: Any) -> None:
    stand_ins, asked = partner(Fault.SLOW)
    with pytest.raises(urllib3.exceptions.TimeoutError):
        asked(timeout=0.1)
    assert len(stand_ins.ledger.accepted) == 1


def test_a_forgetful_partner_accepts_a_repeat_as_another_message(partner: Any) -> None:
    stand_ins, asked = partner()
    assert [asked()[0], asked()[0]] == [200, 200]
    assert len(stand_ins.ledger.accepted) == 2


def test_the_runner_ends_the_faults_and_reads_how_many_there_were(partner: Any) -> None:
    _, asked = partner(Fault.BROKEN, Fault.BROKEN, Fault.BROKEN)
    assert asked()[0] == 500
    assert asked("/_calm")[0] == 200
    assert asked()[0] == 200
    record = asked("/_accepted", "GET")[1]
    assert record["faults"] == {"email": {"requests": 2, Fault.BROKEN: 1}}
    assert asked("/_pulse", "GET")[1]["accepted"] == 1


def test_the_runner_can_ask_for_nothing_else(partner: Any) -> None:
    _, asked = partner()
    assert asked("/_hold")[0] == 404
