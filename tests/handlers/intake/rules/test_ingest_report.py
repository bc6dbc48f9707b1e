"""The report: every row that was refused as it came, with the reasons; all of it beside the file."""

import csv
import io
import json

from handlers.common.rules.refusals import Problem
from handlers.intake.rules import csv_lists, ingest_report
from handlers.intake.rules.ingest_answer import IngestStatus, summary
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.job import Job, RowCounts
from handlers.intake.rules.new_contacts import Draft
from handlers.intake.rules.remarks import Remark, Subject

COLUMNS = ("Nome", "Email", "Telefone")
SUMMARY = summary(IngestStatus.DONE, Job("key", "j", "origin", "attempt", counts=RowCounts(invalid=1)))
BAD_PHONE = Problem("phone", "no_area_code", "'3333-4444' has no area code")


def test_the_answer_has_errors_and_notes_apart():
    report = IngestReport(COLUMNS, ",")
    report.add(Remark(2, Subject.INVALID, ["Acme", "", "3333-4444"], (BAD_PHONE,)))
    report.add(Remark(5, Subject.NOTED, None, (Problem("document", "invalid_document", "left out"),)))
    answer = report.answer(SUMMARY)
    assert answer == {
        **SUMMARY,
        "errors": [{"row": 2, "field": "phone", "code": "no_area_code", "message": BAD_PHONE.message}],
        "notes": [{"row": 5, "field": "document", "code": "invalid_document", "message": "left out"}],
    }
    assert json.loads(report.document(SUMMARY)) == answer


def test_an_answer_is_cut_where_lambda_would_cut_it_and_the_document_never(monkeypatch):
    monkeypatch.setattr(ingest_report, "MAX_ANSWERED", 3)
    report = IngestReport(COLUMNS, ",")
    for row in range(10):
        report.add(Remark(row, Subject.INVALID, ["", "", ""], (BAD_PHONE,)))
    answer = report.answer(SUMMARY)
    assert (len(answer["errors"]), answer.get("omitted")) == (3, 7)
    assert len(json.loads(report.document(SUMMARY))["errors"]) == 10


def test_a_corrected_report_can_be_loaded_again():
    report = IngestReport(COLUMNS, ";")
    report.add(Remark(2, Subject.INVALID, ["=Acme; S/A", "ana@", "+55 11 3333"], (BAD_PHONE, BAD_PHONE)))
    body = report.rejected()
    assert [row[0] for row in csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";")] == [
        "Nome",
        "'=Acme; S/A",
    ]
    table = csv_lists.read(body)
    assert [table.draft(record) for _, record in table.records()] == [
        Draft(company="=Acme; S/A", email="ana@", phone="+55 11 3333")
    ]


def test_a_short_row_keeps_its_reasons_in_the_column_for_them():
    report = IngestReport(COLUMNS, ",")
    report.add(Remark(2, Subject.INVALID, ["Acme"], (BAD_PHONE,)))
    (row,) = csv.DictReader(io.StringIO(report.rejected().decode("utf-8-sig")))
    assert row == {"Nome": "Acme", "Email": "", "Telefone": "", "error": f"phone: {BAD_PHONE.message}"}
