"""URNs as the engine makes them."""

from local.deployment.urns import STACK_TYPE, urn

STACK = urn("dev", "project", "", STACK_TYPE, "project-dev")


def test_the_stack_is_named_by_project_and_stack() -> None:
    assert STACK == "urn:pulumi:dev::project::pulumi:pulumi:Stack::project-dev"


def test_the_stacks_type_is_no_part_of_its_childrens() -> None:
    assert urn("dev", "project", STACK, "project:tables:Tables", "tables") == (
        "urn:pulumi:dev::project::project:tables:Tables::tables"
    )


def test_the_types_of_all_other_parents_are() -> None:
    outer = urn("dev", "project", STACK, "a:b:Outer", "outer")
    inner = urn("dev", "project", outer, "a:b:Inner", "inner")
    assert urn("dev", "project", inner, "aws:sqs/queue:Queue", "queue") == (
        "urn:pulumi:dev::project::a:b:Outer$a:b:Inner$aws:sqs/queue:Queue::queue"
    )
