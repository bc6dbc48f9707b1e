"""The runbook against the alarms of the whole program, and its commands against the command line and the Makefile."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import botocore.session
import click
import pytest
from botocore import xform_name

from components.catalogue.extensions import EXTENSIONS
from ops.__main__ import main
from tests.docs import markdown
from tests.recordings import recorded

FOLDER = markdown.ROOT / "docs" / "runbook"
PAGES = sorted(path.stem for path in FOLDER.glob("*.md") if path.name != "README.md")
HEADINGS = ["What it means", "Who is affected", "Look here", "Do this", "Replay", "How it was tried"]
PLACEHOLDERS = {"function": r"[a-z]+(-[a-z]+)*", "table": r"[a-z]+(-[a-z]+)*", "number": r"\d+"}
SHARING = {spec.name for extension in EXTENSIONS for spec in extension.alarms if spec.page}
"""The alarms of somebody's own that link a page which is there already; its table need not name them."""
MAIL = {"sesIdentity": "acme.example", "inboundMailDomain": "respostas.acme.example"}
"""With it the stack has all its functions, and a second alarm on throttles."""


class Alarm(NamedTuple):
    """An alarm as the program registers it."""

    name: str
    text: str
    inputs: Any

    @property
    def page(self) -> str:
        """The page that its text links."""
        return self.text.rpartition("/")[2].removesuffix(".md")

    @property
    def metrics(self) -> set[tuple[str, str]]:
        """The namespace and name of each metric that it watches."""
        if "namespace" in self.inputs:
            return {(self.inputs["namespace"], self.inputs["metricName"])}
        single = [query["metric"] for query in self.inputs["metricQueries"] if "metric" in query]
        return {(each["namespace"], each["metricName"]) for each in single}

    @property
    def rule(self) -> str:
        """When it rings, in the words of the pages."""
        total = self.inputs.get("metricQueries", ({}, {"metric": {"stat": "Sum", "period": 300}}))[1][
            "metric"
        ]
        statistic = self.inputs.get("statistic", total["stat"]).lower()
        sign = {"GreaterThanThreshold": ">", "LessThanThreshold": "<"}[self.inputs["comparisonOperator"]]
        figure = re.search(r"Duration|Age", self.inputs.get("metricName", ""))
        unit = {"Duration": " ms", "Age": " s"}[figure[0]] if figure else ""
        period, periods = self.inputs.get("period", total["period"]), self.inputs["evaluationPeriods"]
        threshold = f"{sign} {int(self.inputs['threshold']):,}{unit}"
        return f"{statistic} {threshold} in {int(periods)} × {int(period)} s"


@cache
def alarms() -> tuple[Alarm, ...]:
    """All alarms of a stack that has everything."""
    prefix = "micro-agente-disparo-agendamento-prod-"
    return tuple(
        Alarm(found.inputs["name"].removeprefix(prefix), found.inputs["alarmDescription"], found.inputs)
        for found in recorded("prod", config=MAIL).of_type("aws:cloudwatch/metricAlarm:MetricAlarm")
    )


class Row(NamedTuple):
    """A row of a page's table, of one alarm or of several that differ by what they watch."""

    pattern: str
    metrics: set[str]
    rule: str

    def covers(self, alarm: Alarm) -> bool:
        """True if the alarm is one of the row's."""
        return re.fullmatch(self.pattern, alarm.name) is not None


def rows(page: str) -> list[Row]:
    found = []
    for names, metric, rule in markdown.table(FOLDER / f"{page}.md", "alarm", under=page):
        (name,) = markdown.code(names)
        pattern = re.sub(r"<(\w+)>", lambda each: f"(?:{PLACEHOLDERS[each[1]]})", name)
        found.append(Row(pattern, set(markdown.code(metric)), rule))
    return found


def test_every_alarm_links_a_page_that_names_it_with_its_figures() -> None:
    for alarm in alarms():
        assert alarm.page in PAGES, f"{alarm.name} has no page: write docs/runbook/{alarm.page}.md"
        if alarm.name in SHARING:
            continue
        covering = [row for row in rows(alarm.page) if row.covers(alarm)]
        assert covering, f"docs/runbook/{alarm.page}.md does not name {alarm.name} in its table"
        row = covering[0]
        assert row.rule == alarm.rule, f"docs/runbook/{alarm.page}.md, {alarm.name}"
        assert row.metrics == {part for metric in alarm.metrics for part in metric}, alarm.name


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_about_an_alarm(page: str) -> None:
    for row in rows(page):
        assert any(row.covers(alarm) and alarm.page == page for alarm in alarms()), row.pattern


def test_an_alarm_says_in_one_sentence_what_is_wrong() -> None:
    for alarm in alarms():
        sentence, _, link = alarm.text.rpartition(" ")
        assert re.fullmatch(r"[A-Za-z][^.]*\.", sentence), alarm.text
        assert link == f"docs/runbook/{alarm.page}.md"


def test_a_fork_has_its_alarms_link_its_own_pages() -> None:
    url = "https://git.example/acme/agent/docs/runbook"
    found = recorded("dev", config={"runbookUrl": url}).of_type("aws:cloudwatch/metricAlarm:MetricAlarm")
    assert {each.inputs["alarmDescription"].rpartition(" ")[2].rpartition("/")[0] for each in found} == {url}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_it_means_whom_it_hits_where_to_look_and_what_to_do(page: str) -> None:
    assert markdown.headings(FOLDER / f"{page}.md") == [page, *HEADINGS]


def test_the_table_of_the_runbook_has_every_page() -> None:
    listed = markdown.table(FOLDER / "README.md", "page", under="The pages")
    assert sorted(row[0].partition("]")[0].removeprefix("[") for row in listed) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_sections_of_the_dashboard_that_there_are(page: str) -> None:
    (found,) = recorded("prod", config=MAIL).of_type("aws:cloudwatch/dashboard:Dashboard")
    sections = set(re.findall(r'"## ([^"\\]+)\\n', found.inputs["dashboardBody"]))
    assert len(sections) == 6
    text = (FOLDER / f"{page}.md").read_text("utf-8")
    assert set(re.findall(r"section \*\*([^*]+)\*\*", text)) <= sections


def commands(page: str) -> Iterator[list[str]]:
    """The commands on a page, each as its words; those in a block may go on in a next line."""
    text = (FOLDER / f"{page}.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    for line in [*lines, *markdown.code(re.sub(r"```.*?```", "", text, flags=re.DOTALL))]:
        words = shlex.split(line)
        if words and words[0] in ("python", "make", "aws"):
            yield words


def exists(words: list[str]) -> bool:
    """True if the command is one that there is, with the options that it is given."""
    match words:
        case ["python", "-m", "ops", *rest]:
            return knows(main, rest)
        case ["make", target, *variables]:
            rule = re.search(rf"^{target}:.*## (.*)$", (markdown.ROOT / "Makefile").read_text(), re.MULTILINE)
            return rule is not None and all(each.partition("=")[0] in rule[1] for each in variables)
        # Commands that the CLI adds to those of the services.
        case ["aws", "logs", "tail", *_] | ["aws", "dynamodb", "wait", *_]:
            return True
        case ["aws", service, operation, *_]:
            model = botocore.session.get_session().get_service_model(service)
            return operation in {xform_name(name, "-") for name in model.operation_names}
    return False


def knows(command: click.Command, words: list[str]) -> bool:
    """True if a command of the tree knows the words: its subcommands, then their options and no more arguments."""
    context = click.Context(command)
    if isinstance(command, click.Group) and words and words != ["…"]:
        if words[0].startswith("--"):
            option = next((each for each in command.params if words[0] in each.opts), None)
            return option is not None and knows(command, words[2 if takes_value(option) else 1 :])
        below = command.get_command(context, words[0])
        return below is not None and knows(below, words[1:])
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
    arguments = [each for each in command.params if isinstance(each, click.Argument) and each.required]
    words = [word for word in words if word != "…" or arguments]
    used = [word for word in words if word.startswith("--")]
    # "python -m ops contact why" in a text is about the command: all of its arguments, or none.
    return set(used) <= options and (not words or bool(used) or len(words) >= len(arguments))


def takes_value(option: click.Parameter) -> bool:
    """True if a word follows the option."""
    return isinstance(option, click.Option) and not option.is_flag


@pytest.mark.parametrize("page", [*PAGES, "README"])
def test_the_commands_of_a_page_exist(page: str) -> None:
    assert [" ".join(words) for words in commands(page) if not exists(words)] == []


@pytest.mark.parametrize(
    "line",
    [
        "python -m ops failures listen",
        "python -m ops failures list --all",
        "python -m ops channel open aurora",
        "make runbooks",
        "make runbook ALARM=x",
        "aws lambda invoke-all",
        "rm -rf /",
    ],
)
def test_a_command_that_does_not_exist_is_found(line: str) -> None:
    assert not exists(shlex.split(line))


def test_the_pages_name_the_functions_as_they_are_called() -> None:
    functions = {
        found.inputs["name"].removeprefix("micro-agente-disparo-agendamento-prod-")
        for found in recorded("prod", config=MAIL).of_type("aws:lambda/function:Function")
    }
    for page in PAGES:
        for words in commands(page):
            if words[:3] == ["aws", "logs", "tail"]:
                assert words[3].removeprefix("/aws/lambda/$STACK_PREFIX-") in functions, page
