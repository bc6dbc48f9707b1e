"""A sample of the corpus at every run of the tests, and what must hold for all of it; `make corpus` judges it all."""

from collections import Counter

import pytest

from policies.guardrails import MANDATE
from policies.guardrails.rules import RULES
from tests import sampling
from tests.corpus import judging
from tests.corpus.case import BLOCKED_BY
from tests.corpus.cases import BY_NAME, CASES
from tests.corpus.judging import Verdict
from tests.corpus.surroundings import CONFIDENTIAL

DEFECTS, CLEAN = 36, 24
"""Programs with and without a defect in the sample."""
PROOF = {
    "bucket-versioned": "rec-bucket-suspended",
    "no-aws-managed-policy": "iam-role-attach-admin",
    "no-negated-element": "iam-not-resource",
    "no-privilege-escalation": "esc-create-access-key-of-user",
    "no-wildcard-action": "iam-action-part",
    "no-wildcard-resource": "iam-resource-any-table",
    "one-role-per-function": "iam-two-functions-one-role",
    "pass-role-bound": "iam-pass-role-unbound",
    "permission-bound-to-source": "doc-lambda-permission-star",
    "permission-source-known": "unk-permission-source-elsewhere",
    "put-events-bound-to-source": "iam-put-events-unbound",
    "readable-policy-document": "iam-not-json",
    "required-tags": "tag-missing-one",
    "role-bound-to-source": "trust-scheduler-unbound",
    "role-trusts-one-service": "trust-foreign",
    "table-point-in-time-recovery": "rec-pitr-absent",
}
"""For each rule of the mandate, a case that it alone blocks."""
SAMPLE = [
    BY_NAME[name]
    for name in (
        *sampling.of((case.name for case in CASES if case.defect), DEFECTS, always=PROOF.values()),
        *sampling.of((case.name for case in CASES if not case.defect), CLEAN),
    )
]
"""The proof of the mandate, and some of the other programs."""


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    return {case.name: judging.judge(case) for case in SAMPLE}


def test_the_sample_has_the_outcomes_that_the_corpus_expects(verdicts: dict[str, Verdict]) -> None:
    found = judging.wrong(verdicts.values())
    assert [f"{each.name}: {each.fault} {each.rules}\n{each.text}" for each in found] == []


def test_every_rule_of_the_mandate_blocks_a_defect_of_the_corpus(verdicts: dict[str, Verdict]) -> None:
    assert set(PROOF) == {rule.name for rule in RULES if rule.family in MANDATE}
    assert {rule: verdicts[name].rules for rule, name in PROOF.items()} == {rule: (rule,) for rule in PROOF}


def test_every_case_has_a_name_of_its_own_and_a_sentence() -> None:
    assert [name for name, times in Counter(case.name for case in CASES).items() if times > 1] == []
    assert [case.name for case in CASES if not case.says.endswith(".")] == []


def test_the_packs_readme_counts_the_corpus_as_it_is() -> None:
    readme = " ".join((judging.CONFIG.parent / "README.md").read_text("utf-8").split())
    defects = sum(case.defect for case in CASES)
    counted = f"{len(CASES)} small programs: {defects} with one defect"
    debatable = (
        f"and {len(CASES) - defects} with none. {sum(case.debatable for case in CASES)} of them are debatable"
    )
    assert counted in readme
    assert debatable in readme


def test_every_defect_says_which_rules_have_to_block_it() -> None:
    families = {rule.family.value for rule in RULES}
    assert {case.family for case in CASES} == set(BLOCKED_BY)
    assert [case.name for case in CASES if case.defect and not families.issuperset(case.by)] == []


@pytest.mark.parametrize(
    ("verdict", "fault"),
    [
        (Verdict("rec-pitr-absent", "passed"), "passed"),
        (Verdict("ok-rec-table", "blocked", ("required-tags",)), "blocked"),
        (Verdict("ok-rec-table", "failed"), "failed"),
        (Verdict("ok-rec-table", "passed", text=f"Owner is {CONFIDENTIAL}"), "shows the confidential value"),
        (
            Verdict("rec-pitr-absent", "blocked", ("queue-encrypted",), frozenset({"queues"})),
            "blocked by queues, not by recovery",
        ),
    ],
    ids=[
        "a defect passes",
        "a clean one is blocked",
        "the pack fails",
        "it tells",
        "blocked for another reason",
    ],
)
def test_a_verdict_that_is_wrong_says_why(verdict: Verdict, fault: str) -> None:
    assert verdict.fault == fault
    assert judging.wrong([verdict]) == [verdict]


def test_a_debatable_case_fails_no_run_unless_it_tells_something_confidential() -> None:
    debatable = Verdict("cfg-all-disabled", "passed")
    assert debatable.fault == "passed"
    assert judging.wrong([debatable]) == []
    assert judging.wrong([Verdict("cfg-all-disabled", "blocked", text=CONFIDENTIAL)])
