"""A PostgreSQL server of one's own, named by DATABASE_URL: from version 15 on, with a login of few rights."""

import os
import pwd
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from repaid.settings import binaries
from tests.house.cli import repaid

PROGRAMS = [
    path
    for path in (Path("/usr/lib/postgresql/15/bin"), binaries.of_the_wheel().parents[1] / "pginstall" / "bin")
    if (path / "initdb").exists()
][:1]
"""The oldest there is: all other tests work on the newest."""


@dataclass(frozen=True, slots=True)
class OwnServer:
    """A running server with two logins: `clerk` may create roles, `guest` may not. Both own a database."""

    sockets: Path

    def url(self, login: str) -> str:
        return f"postgres://{login}:secret@{str(self.sockets).replace('/', '%2F')}/{login}"


@pytest.fixture(params=PROGRAMS, ids=lambda path: path.parts[-2], scope="module")
def server(request: pytest.FixtureRequest, new_folder: Callable[[], Path]) -> Iterator[OwnServer]:
    place = new_folder()
    user = {"user": pwd.getpwnam("pgserver").pw_uid, "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        os.chown(place, user["user"], -1)

    def run(program: str, *arguments: str) -> None:
        subprocess.run([request.param / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", **user)

    data = place / "data"
    run(
        "initdb", "-D", str(data), "-U", "boss", "--auth=scram-sha-256", f"--pwfile={password_file(place)}", "--no-sync"
    )
    run("pg_ctl", "start", "-w", "-D", str(data), "-l", str(place / "log"), "-o", f"-h '' -k {place} -c fsync=off")
    with psycopg.connect(host=str(place), user="boss", password="secret", dbname="postgres", autocommit=True) as boss:
        for login, right in (("clerk", "CREATEROLE"), ("guest", "NOCREATEROLE")):
            boss.execute(f"CREATE ROLE {login} LOGIN PASSWORD 'secret' {right}")
            boss.execute(f"CREATE DATABASE {login} OWNER {login}")
    yield OwnServer(place)
    run("pg_ctl", "stop", "-D", str(data), "-m", "immediate")


def password_file(place: Path) -> Path:
    path = place / "password"
    path.write_text("secret")
    path.chmod(0o644)
    return path


def test_a_login_without_rights_is_told_what_an_administrator_must_do(server: OwnServer, tmp_path: Path) -> None:
    done = repaid(tmp_path, "migrate", DATABASE_URL=server.url("guest"))
    assert done.returncode == 1
    assert done.stderr.startswith("The login guest may not prepare the database.")
    assert 'GRANT repaid_owner, repaid_app TO "guest"' in done.stderr


def test_it_works_and_what_was_saved_comes_back(server: OwnServer, tmp_path: Path) -> None:
    url = server.url("clerk")
    assert repaid(tmp_path, "migrate", DATABASE_URL=url).returncode == 0
    with psycopg.connect(url) as clerk:
        clerk.execute("SET ROLE repaid_app")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            clerk.execute("DELETE FROM access_auditrecord")
    add_organisation(url, "north")

    saved = tmp_path / "saved.tar"
    assert repaid(tmp_path, "backup", str(saved), DATABASE_URL=url).stderr == ""
    add_organisation(url, "south")
    refused = repaid(tmp_path, "restore", str(saved), DATABASE_URL=url)
    assert (refused.returncode, refused.stderr) == (
        1,
        "There is data in the database. To replace all of it, add --replace.\n",
    )
    assert organisations(url) == ["north", "south"]
    assert repaid(tmp_path, "restore", str(saved), "--replace", "--yes", DATABASE_URL=url).stderr == ""
    assert organisations(url) == ["north"]


def add_organisation(url: str, code: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("SET ROLE repaid_app")
        connection.execute(
            "INSERT INTO access_organisation"
            " (code, name, country, currency, language, languages, time_zone, weekend, bank_code)"
            " VALUES (%s, %s, 'PL', 'PLN', 'pl', '{pl}', 'UTC', '{5,6}', '')",
            [code, code.title()],
        )


def organisations(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [code for (code,) in connection.execute("SELECT code FROM access_organisation ORDER BY code")]
