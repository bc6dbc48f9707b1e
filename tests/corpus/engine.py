"""Cases previewed on the real Pulumi engine, with the pack as everybody runs it."""

import json
import os
import re
import sys
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.corpus.case import Case
from tests.corpus.judging import Verdict, configured
from tests.engine.conftest import ROOT, Engine, environment, provider
from tests.policies.documents import OWN, REGION

PACKAGES = ("aws", "aws-native", "random", "tls")
PROJECT = f"""
name: corpus
runtime:
  name: python
  options:
    toolchain: pip
    virtualenv: {sys.prefix}
"""
STACK = f"config:\n  aws:region: {REGION}\n  aws:allowedAccountIds: ['{OWN}']\n"
PROGRAM = f"""
import os, sys, warnings
warnings.simplefilter("ignore")
sys.path.insert(0, {str(ROOT)!r})
from tests.corpus.cases import BY_NAME
from tests.corpus.surroundings import Surroundings
BY_NAME[os.environ["CORPUS_CASE"]].build(Surroundings())
"""
_VIOLATION = re.compile(r"^\s*(?:- )?\[mandatory\](?: \[[^\]]*\])*\s+(\S+)\s+\(", re.MULTILINE)
_PACK_FAILED = ("failed to run policy", "Exception calling application", "could not start policy pack")


def preview_all(cases: Sequence[Case], tell: Callable[[Verdict], object]) -> list[Verdict]:
    """Preview cases, as many at once as there are processors; ``tell`` hears of each verdict as it comes."""
    engines: SimpleQueue[Engine] = SimpleQueue()

    def one(case: Case) -> Verdict:
        engine = engines.get()
        try:
            verdict = _preview(engine, case)
        finally:
            engines.put(engine)
        tell(verdict)
        return verdict

    at_once = os.cpu_count() or 1
    with _engines(at_once) as started, ThreadPoolExecutor(at_once) as threads:
        for engine in started:
            engines.put(engine)
        return list(threads.map(one, cases))


@contextmanager
def _engines(number: int) -> Generator[list[Engine]]:
    with TemporaryDirectory() as folder, provider("tests.corpus.double") as port:
        yield [_engine(Path(folder) / str(each), port) for each in range(number)]


def _engine(folder: Path, port: int) -> Engine:
    """Return the engine for a project whose program is the case that the environment names."""
    project = folder / "project"
    project.mkdir(parents=True)
    (project / "Pulumi.yaml").write_text(PROJECT)
    (project / "Pulumi.dev.yaml").write_text(STACK)
    (project / "__main__.py").write_text(PROGRAM)
    engine = Engine(project, environment(folder, dict.fromkeys(PACKAGES, port)))
    engine.succeed("stack", "init", "dev")
    return engine


def _preview(engine: Engine, case: Case) -> Verdict:
    (engine.project / "config.json").write_text(json.dumps(configured(case)))
    of_the_case = replace(engine, environment=engine.environment | {"CORPUS_CASE": case.name})
    pack = ("--policy-pack", str(ROOT / "policies"), "--policy-pack-config", "config.json")
    done = of_the_case.pulumi("preview", "--stack", "dev", *pack)
    printed = done.stdout + done.stderr
    rules = tuple(sorted(set(_VIOLATION.findall(printed))))
    if any(failure in printed for failure in _PACK_FAILED):
        return Verdict(case.name, "failed", text=printed)
    if done.returncode == 0:
        return Verdict(case.name, "passed", text=printed)
    if rules:
        return Verdict(case.name, "blocked", rules, text=printed)
    refused = bool(case.config) and "config" in printed
    return Verdict(case.name, "blocked" if refused else "failed", text=printed)
