"""The Lambda archives: their contents, and that they are reproducible."""

import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from components import archives, catalogue, dependencies
from components.archives import HANDLERS, Sources
from components.sources import reach
from local.cloud import emulated_functions
from local.cloud.embedded import UNPACKED

FUNCTIONS = [spec.name for spec in catalogue.functions(inbound_mail=True)]


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """A copy of the sources that a test may change, with the dependencies that `make env` installed."""
    root = tmp_path / "root"
    shutil.copytree(
        HANDLERS.root / HANDLERS.package,
        root / HANDLERS.package,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    (root / "build").mkdir()
    (root / "build/dependencies").symlink_to(HANDLERS.build / "dependencies", target_is_directory=True)
    return Sources(root)


def add(sources: Sources, name: str, text: str) -> None:
    (sources.root / sources.package).mkdir(parents=True, exist_ok=True)
    (sources.root / sources.package / name).write_text(text)


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The distributions of the Lambda runtime: boto3 with its dependencies, and nothing else."""
    folder = tmp_path_factory.mktemp("runtime")
    for name in ("boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3"):
        found = distribution(name)
        for top in {file.parts[0] for file in found.files or () if file.parts[0] != ".."}:
            link = folder / top
            if not link.exists():
                link.symlink_to(Path(str(found.locate_file(top))))
    return folder


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_entry_point_imports_from_its_archive_alone(
    function: str, tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "task"
    code.mkdir()
    UNPACKED.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(emulated_functions, "UNPACKED", UNPACKED)
    with emulated_functions.SharedArchive(archives.archive(function, "host")) as packed:
        packed.extractall(code)
    module = f"handlers.{function.replace('-', '_')}"
    program = (
        f"import sys; sys.path += [{str(code)!r}, {str(runtime)!r}]\n"
        f"import {module} as entry\n"
        f"assert callable(entry.handler)\n"
        f"assert entry.__file__.startswith({str(code)!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_LAMBDA_FUNCTION_NAME": function,
        },
    )
    assert done.returncode == 0, done.stderr


def test_the_same_sources_give_the_same_bytes(sources: Sources) -> None:
    first = archives.archive("release-contacts", sources=sources).read_bytes()
    shutil.rmtree(sources.build / "archives")
    for path in (sources.root / sources.package).rglob("*.py"):
        path.touch()
    assert archives.archive("release-contacts", sources=sources).read_bytes() == first


def test_an_archive_is_not_built_again_when_nothing_changed(sources: Sources) -> None:
    before = archives.archive("release-contacts", sources=sources).stat()
    after = archives.archive("release-contacts", sources=sources).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def digests(sources: Sources) -> dict[str, str]:
    return {name: archives.hex_digest(archives.archive(name, sources=sources)) for name in FUNCTIONS}


def test_a_changed_line_changes_only_the_archives_that_can_run_it(sources: Sources) -> None:
    before = digests(sources)
    with (sources.root / "handlers/generate_briefing.py").open("a") as file:
        file.write("# one more line\n")
    after = digests(sources)
    assert {name for name in FUNCTIONS if before[name] != after[name]} == {"generate-briefing"}


def test_only_the_function_that_reads_spreadsheets_carries_the_reader() -> None:
    carriers = []
    for name in FUNCTIONS:
        with zipfile.ZipFile(archives.archive(name)) as packed:
            if any(entry.startswith("python_calamine/") for entry in packed.namelist()):
                carriers.append(name)
    assert carriers == ["ingest-contacts"]


def test_the_archives_for_lambda_hold_arm64_binaries_for_python_3_13() -> None:
    with zipfile.ZipFile(archives.archive("send-messages")) as packed:
        names = [name for name in packed.namelist() if name.endswith(".so")]
        machines = {packed.read(name)[18:20] for name in names}
    assert names
    assert machines == {b"\xb7\x00"}, "ELF machine 183 is AArch64"
    assert all("313-aarch64" in name or ".abi3." in name for name in names)


def test_an_archive_holds_no_byte_code_and_no_installers_notes() -> None:
    for name in FUNCTIONS:
        with zipfile.ZipFile(archives.archive(name)) as packed:
            entries = packed.namelist()
        assert entries == sorted(entries)
        assert not [
            e
            for e in entries
            if e.endswith((".pyc", "/RECORD")) or "__pycache__" in e or e.startswith("bin/")
        ]


def test_every_module_and_data_file_of_the_handlers_is_in_some_archive() -> None:
    packed: set[Path] = set()
    for name in FUNCTIONS:
        packed |= set(reach(HANDLERS, f"handlers.{name.replace('-', '_')}").files)
    there = {
        path
        for path in (HANDLERS.root / HANDLERS.package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("requirements.")
    }
    assert there - packed == set()


def test_a_function_without_an_entry_point_is_refused_by_name() -> None:
    with pytest.raises(archives.ArchiveError, match=r"no-such-function has no entry point: handlers/no_such"):
        archives.archive("no-such-function")


def test_an_import_that_nothing_locked_provides_is_refused_with_the_cure(sources: Sources) -> None:
    add(sources, "new_thing.py", "import pandas\n\n\ndef handler(event, context): ...\n")
    with pytest.raises(archives.ArchiveError, match=r"import of pandas.*requirements.in and run `make lock`"):
        archives.archive("new-thing", sources=sources)


def test_a_relative_import_is_refused_with_its_place(sources: Sources) -> None:
    add(sources, "new_thing.py", "\nfrom . import domain\n")
    with pytest.raises(archives.ArchiveError, match=r"new_thing.py:2 imports relatively: write the absolute"):
        archives.archive("new-thing", sources=sources)


def test_dependencies_that_cannot_be_fetched_are_an_error_that_says_what_to_do(
    sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sources.build / "dependencies").unlink()
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "empty-cache"))
    with pytest.raises(archives.ArchiveError, match="Run `make env` once with access to the package index"):
        dependencies.installed(sources, "lambda")
    assert not [path for path in sources.build.glob("dependencies/*") if path.is_dir()]


def test_another_stack_packs_a_package_of_its_own_without_any_dependencies(tmp_path: Path) -> None:
    sources = Sources(tmp_path, "code")
    add(sources, "__init__.py", "")
    add(sources, "texts.py", "HELLO = 'hello.txt'\n")
    add(sources, "hello.txt", "Good morning")
    add(sources, "left_out.py", "")
    add(sources, "say_hello.py", "import boto3\n\nfrom code.texts import HELLO\n")
    with zipfile.ZipFile(archives.archive("say-hello", sources=sources)) as packed:
        assert packed.namelist() == [
            "code/__init__.py",
            "code/hello.txt",
            "code/say_hello.py",
            "code/texts.py",
        ]


def test_another_stack_without_a_lock_file_is_told_where_to_add_a_distribution(tmp_path: Path) -> None:
    sources = Sources(tmp_path, "code")
    add(sources, "__init__.py", "")
    add(sources, "say_hello.py", "import pydantic\n")
    with pytest.raises(archives.ArchiveError, match=r"import of pydantic.*add it to code/requirements.in"):
        archives.archive("say-hello", sources=sources)
