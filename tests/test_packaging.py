"""What is locked, and what a wheel carries."""

import re
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house import PROJECT, ROOMS, ROOT

DATA = {".csv", ".txt", ".json", ".xlsx", ".tcss", ".mo", ".mako", ".gz"}
PLATFORMS = [
    {
        "sys_platform": platform,
        "os_name": name,
        "platform_system": system,
        "python_version": version,
        "python_full_version": f"{version}.1",
        "platform_python_implementation": "CPython",
    }
    for platform, name, system in [
        ("win32", "nt", "Windows"),
        ("darwin", "posix", "Darwin"),
        ("linux", "posix", "Linux"),
    ]
    for version in ("3.11", "3.12", "3.13", "3.14")
]


def locked(name: str) -> dict[str, str]:
    """The version of each package that a lock names."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", text, re.MULTILINE))


def required(names: list[str]) -> list[Requirement]:
    return [Requirement(name) for name in names]


RUN = required(PROJECT["project"]["dependencies"])
DEV = required(PROJECT["project"]["optional-dependencies"]["dev"])


@pytest.mark.parametrize(("lock", "requirements"), [("run", RUN), ("dev", RUN + DEV)])
def test_a_lock_has_every_dependency_at_a_version_allowed(lock: str, requirements: list[Requirement]) -> None:
    versions = locked(lock)

    wrong = [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0"))
    ]

    assert wrong == []


def test_the_checks_run_on_the_versions_that_people_get() -> None:
    assert locked("run").items() <= locked("dev").items()


@pytest.mark.parametrize("lock", ["run", "dev", "bench"])
def test_a_lock_names_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z])", text)

    assert [package for package in packages if "==" in package and "--hash=sha256:" not in package] == []
    assert re.findall(r"https?:|file://|--(?:extra-)?index|--find-links|--trusted-host|\s@\s", text) == []


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_a_lock_serves_every_platform(lock: str) -> None:
    """What a locked package needs on Windows or a Mac, or on a later Python, is locked as well."""
    versions = locked(lock)
    needed = [Requirement(text) for name in versions for text in metadata.requires(name) or []]

    missing = {
        requirement.name
        for requirement in needed
        if not re.search(r"\bextra\b", str(requirement.marker))
        and (requirement.marker is None or any(map(requirement.marker.evaluate, PLATFORMS)))
        and canonicalize_name(requirement.name) not in versions
    }

    assert missing == set()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from a copy of the sources."""
    source = tmp_path_factory.mktemp("source")
    for name in ["pyproject.toml", "README.md", "LICENSE", "NOTICE"]:
        shutil.copy(ROOT / name, source)
    for folder in [*ROOMS, "tests"]:
        shutil.copytree(ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__"))
    pip = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        ".",
    ]
    subprocess.run(pip, cwd=source, check=True, capture_output=True)
    (built,) = source.glob("*.whl")
    return zipfile.ZipFile(built).namelist()


def test_a_wheel_carries_the_code_and_all_its_data(wheel: list[str]) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.suffix in DATA | {".py"}
    }

    assert wanted - set(wheel) == set()


def test_a_wheel_carries_nothing_else(wheel: list[str]) -> None:
    about = f"maillage-{PROJECT['project']['version']}.dist-info"

    assert {name.partition("/")[0] for name in wheel} == {*ROOMS, about}


def test_a_wheel_carries_its_licence_and_credits(wheel: list[str]) -> None:
    assert {Path(name).name for name in wheel if "/licenses/" in name} == {"LICENSE", "NOTICE"}
