"""The report under way: every remark is answered, kept as data, and shown as far as a page is to show it."""

import json

from handlers.common.rules.refusals import Problem, Refused
from handlers.intake.rules import ingest_report
from handlers.intake.rules.ingest_answer import IngestStatus, summary
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.job import Job, RowCounts
from handlers.intake.rules.remarks import Remark, Subject

SUMMARY = summary(IngestStatus.DONE, Job("key", "j", "origin", "attempt", counts=RowCounts(invalid=1)))
BAD_PHONE = Problem("phone", "no_area_code", "'3333-4444' has no area code", "3333-4444")
TWICE = Problem("row", "duplicate_of_row", "the contact is that of row 2", "2")


def test_the_answer_has_errors_and_notes_apart_and_the_document_says_what_became_of_each_row():
    report = IngestReport()
    report.add(Remark(2, Subject.INVALID, ["Acme", "", "3333-4444"], (BAD_PHONE,)))
    report.add(Remark(5, Subject.NOTED, None, (Problem("document", "invalid_document", "left out"),)))
    report.add(Remark(6, Subject.DUPLICATE, None, (TWICE,)))
    answer = report.answer(SUMMARY)
    assert answer == {
        **SUMMARY,
        "errors": [{"row": 2, "field": "phone", "code": "no_area_code", "message": BAD_PHONE.message}],
        "notes": [
            {"row": 5, "field": "document", "code": "invalid_document", "message": "left out"},
            {"row": 6, "field": "row", "code": "duplicate_of_row", "message": TWICE.message},
        ],
    }
    document = json.load(report.document(SUMMARY, rowsToMend="linhas-a-corrigir.csv"))
    outcomes = [entry.pop("outcome") for entry in document["errors"] + document["notes"]]
    assert outcomes == ["invalid", "noted", "duplicate"]
    assert document == {**answer, "rowsToMend": "linhas-a-corrigir.csv"}


def test_an_answer_is_cut_where_lambda_would_cut_it_and_the_document_never(monkeypatch):
    monkeypatch.setattr(ingest_report, "MAX_ANSWERED", 3)
    monkeypatch.setattr(ingest_report, "MAX_SHOWN", 2)
    report = IngestReport()
    for row in range(10):
        report.add(Remark(row, Subject.INVALID, ["", "", ""], (BAD_PHONE,)))
    answer = report.answer(SUMMARY)
    assert (len(answer["errors"]), answer.get("omitted")) == (3, 7)
    assert len(json.load(report.document(SUMMARY))["errors"]) == 10
    assert (len(report.shown[Subject.INVALID]), report.rows[Subject.INVALID]) == (2, 10)


def test_the_reason_for_which_a_list_was_not_read_on_stands_before_the_rows():
    report = IngestReport()
    report.stop(Refused("empty_file", "the file is empty"), IngestStatus.REFUSED)
    assert report.answer(SUMMARY)["errors"] == [
        {"row": None, "field": None, "code": "empty_file", "message": "the file is empty"}
    ]


def test_half_a_surrogate_pair_stops_no_document():
    report = IngestReport()
    report.add(Remark(1, Subject.NOTED, None, (Problem("row", "unknown_field", "\ud800"),)))
    assert json.load(report.document(SUMMARY))["notes"][0]["message"] == "?"
