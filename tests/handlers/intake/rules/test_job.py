"""A job adds up what its steps have done, and its list has a name of its own."""

from handlers.intake.rules.job import Job, JobStep, RowCounts, list_id


def test_the_job_after_a_step_has_its_records_its_counts_and_where_its_remarks_are():
    step = JobStep(3, RowCounts(ingested=1, invalid=2), b"remarks")
    job = Job("key", "job", "origin", "attempt").after(step, parts=1).after(step, parts=2)
    assert (job.position, job.counts) == (6, RowCounts(ingested=2, invalid=4))
    assert job.parts == ((0, 1), (3, 2))


def test_a_step_without_remarks_leaves_none_to_be_read():
    assert Job("key", "job", "origin", "attempt").after(JobStep(3, RowCounts(), b""), parts=0).parts == ()


def test_the_name_of_a_list_depends_on_each_of_its_parts():
    assert list_id("a", "bc") == list_id("a", "bc")
    assert list_id("a", "bc") != list_id("ab", "c")
