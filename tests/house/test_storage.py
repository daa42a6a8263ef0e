"""`repaid migrate`, `backup`, `restore` and `user create` on an embedded database."""

import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from repaid.settings import embedded
from tests.house.cli import repaid
from tests.house.furnished import furnish
from tests.house.scripts import run_script

OPEN = """
from datetime import date
from repaid.access.commands.organisations import open_organisation, save_group
by = open_organisation(code="north", name="North Lending", country="PL", currency="PLN", language="pl",
    time_zone="UTC", weekend=(5, 6), bank_code="", day=date(2026, 1, 5), channel="cli")
save_group(by=by, code="clerks", names={"en": "Clerks"}, rights=())
"""
KEEP = "from repaid.documents import keeping; print(keeping.keep(b'umowa'))"
OLDER = "from repaid.founding.models import Founding; Founding.objects.update(supplied='of an older version')"
LOGINS = "from repaid.access.models import User; print([user.login for user in User.objects.order_by('id')])"


@pytest.fixture(scope="module")
def new_place(new_folder: Callable[[], Path]) -> Iterator[Callable[[], Path]]:
    """Makes places for installations; their servers run until the last test of this module."""
    servers: list[embedded.Server] = []

    def make() -> Path:
        folder = new_folder()
        servers.append(embedded.Server(folder, durable=False))
        servers[-1].join()
        return folder

    yield make
    for server in servers:
        server.leave()


@pytest.fixture(scope="module")
def place(new_place: Callable[[], Path], django_db_setup: None) -> Path:
    """An installation whose database is ready and holds one organisation."""
    folder = new_place()
    furnish(embedded.Server(folder))
    assert repaid(folder, "migrate").stderr == ""
    run_script(folder, OPEN)
    return folder


def create_user(place: Path, login: str) -> dict[str, object]:
    done = repaid(
        place, "user", "create", login, "--organisation", "north", "--name", "Anna Kowalska", "--group", "clerks",
        "--json", given="a long enough secret\n",
    )  # fmt: skip
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_migrating_twice_changes_nothing(place: Path) -> None:
    assert json.loads(repaid(place, "migrate", "--json").stdout) == {"migrations": 0, "added": []}


def test_a_new_version_brings_what_an_organisation_never_had(place: Path) -> None:
    run_script(place, OLDER)
    first, second, third = repaid(place, "migrate").stdout.splitlines()
    assert first == "The database is up to date (0 migrations run)."
    assert second.startswith("North Lending: ") and second.endswith("were added. The audit trail names them.")
    assert third.startswith("New messages wait until somebody switches them on: ")
    assert repaid(place, "migrate").stdout.splitlines() == [first]


def test_a_backup_brings_everything_back_elsewhere_with_its_keys(
    place: Path, new_place: Callable[[], Path], tmp_path: Path
) -> None:
    create_user(place, "anna")
    digest = run_script(place, KEEP).strip()
    file = tmp_path / "saved.tar"
    assert repaid(place, "backup", str(file)).stderr == ""
    assert file.stat().st_mode & 0o777 == 0o600

    elsewhere = new_place()
    done = repaid(elsewhere, "restore", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "'anna'" in run_script(elsewhere, LOGINS)
    assert "umowa" in run_script(elsewhere, f"from repaid.documents import keeping; print(keeping.read('{digest}'))")
    assert all((elsewhere / name).stat().st_mode & 0o777 == 0o600 for name in ("secret.key", "field.key", "blind.key"))


def test_keys_that_the_environment_gives_do_not_travel(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "saved.tar"
    given = {"REPAID_BLIND_INDEX_KEY": "given by the environment"}
    assert repaid(place, "backup", str(file), **given).returncode == 0
    with tarfile.open(file) as tar:
        names = [name for name in tar.getnames() if not name.startswith("documents/")]
        assert sorted(names) == ["about.json", "database.dump", "field.key", "secret.key"]
    refused = repaid(place, "restore", str(file), "--replace", "--yes")
    assert refused.returncode == 1
    assert refused.stderr.startswith("The backup was made with other keys. Give its blind.key to this installation")


def test_nothing_is_replaced_without_being_asked_to(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "saved.tar"
    repaid(place, "backup", str(file))
    create_user(place, "bert")
    assert repaid(place, "restore", str(file)).returncode == 1
    assert repaid(place, "restore", str(file), "--replace", given="n\n").returncode == 1
    assert "'bert'" in run_script(place, LOGINS)
    assert repaid(place, "restore", str(file), "--replace", given="y\n").returncode == 0
    assert "'bert'" not in run_script(place, LOGINS)


def test_a_file_is_neither_overwritten_nor_believed(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a backup")
    assert repaid(place, "backup", str(file)).stderr == f"There is a file {file} already. Choose another name.\n"
    assert repaid(place, "restore", str(file)).stderr == f"{file} is not a backup of Repaid.\n"


def test_a_member_of_staff_is_created_once(place: Path) -> None:
    assert create_user(place, "cyryl")["login"] == "cyryl"
    arguments = ("user", "create", "cyryl", "--organisation", "north", "--name", "Anna Nowak")
    again = repaid(place, *arguments, given="a long enough secret\n")
    assert (again.returncode, again.stderr) == (1, "This login is taken. Choose another one.\n")


def test_before_the_first_migration_there_is_one_sentence(new_place: Callable[[], Path]) -> None:
    done = repaid(new_place(), "user", "create", "anna", "--organisation", "north", "--name", "Anna", given="secret\n")
    assert done.returncode == 1
    assert done.stderr == "The database is not prepared for this version. Run `repaid migrate` first.\n"


def test_wrong_use_is_not_a_refusal(tmp_path: Path) -> None:
    assert repaid(tmp_path, "serve", "--port", "many").returncode == 2


def test_a_place_that_cannot_be_written_is_one_sentence() -> None:
    done = repaid(Path("/proc/repaid"), "migrate")
    assert done.returncode == 1
    assert done.stderr == "Repaid cannot write to /proc/repaid. Name another place with REPAID_DATA.\n"


def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    done = repaid(tmp_path, "migrate", DATABASE_URL="postgres://anna:secret@127.0.0.1:9/repaid")
    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer: ")
    assert done.stderr.count("\n") == 1
