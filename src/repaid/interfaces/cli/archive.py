"""The file that a backup is: a tar of `about.json`, `database.dump`, the keys and the files of the document store.

Without the keys the encrypted columns are noise, so the keys that this installation made for itself travel with the
data. Keys given by the environment do not: only their fingerprints do, and a restore elsewhere asks for the same ones.
"""

import hashlib
import json
import os
import subprocess
import tarfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from repaid.documents import keeping
from repaid.kernel.refusal import Outage, Refusal
from repaid.settings import binaries, keys, roles

DUMP, ABOUT, FORMAT = "database.dump", "about.json", 1
FILES = "documents/"
KNOWS_TRANSACTION_TIMEOUT = 17
HEAD_LINES = 40


class NotABackup(Refusal):
    code = "not_a_backup"
    sentence = _("{file} is not a backup of Repaid.")


class OtherKeys(Refusal):
    code = "other_keys"
    sentence = _("The backup was made with other keys. Give its {name} to this installation in the environment first.")


def write(file: Path, connection: BaseDatabaseWrapper) -> None:
    """Write the backup; the file appears when it is whole, readable by its owner only."""
    with TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as folder:
        dump, draft = Path(folder) / DUMP, Path(folder) / "draft"
        _run(connection, roles.option(roles.OWNER), "pg_dump", "-Fc", "--no-owner", "--no-acl", "-f", str(dump))
        with tarfile.open(draft, "w") as tar:
            _add(tar, ABOUT, json.dumps(_about(connection), indent=1))
            for name in keys.NAMES:
                place = settings.DATA / name
                if _is_in_use(name, place):
                    _add(tar, name, place.read_text())
            tar.add(dump, DUMP)
            for name, place in keeping.kept():  # after the dump: a file is there before its row, and stays
                tar.add(place, f"{FILES}{name}")
        draft.chmod(0o600)
        os.link(draft, file)


def read_about(file: Path) -> dict[str, Any]:
    """What the backup says of itself."""
    try:
        with tarfile.open(file, "r:") as tar:
            about: dict[str, Any] = json.loads(_text(tar, ABOUT))
    except (tarfile.TarError, KeyError, ValueError) as error:
        raise NotABackup(file=file) from error
    return about


def read(file: Path, connection: BaseDatabaseWrapper) -> None:
    """Replace the database by the one in the backup, in one transaction; then the keys and the files."""
    with tarfile.open(file, "r:") as tar, TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as folder:
        travelled = {name: _text(tar, name) for name in keys.NAMES if name in tar.getnames()}
        _require_keys(read_about(file)["keys"], travelled)
        tar.extract(DUMP, folder, filter="data")
        connection.close()
        script = Path(folder) / "script.sql"
        _run(connection, "", "pg_restore", "--no-owner", "--no-acl", "-f", str(script), str(Path(folder) / DUMP))
        before = (
            f"DROP OWNED BY {roles.OWNER} CASCADE; "
            f"GRANT USAGE, CREATE ON SCHEMA public TO {roles.OWNER}; SET ROLE {roles.OWNER};"
        )
        plain = ("-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-o", os.devnull)
        _run(connection, "", "psql", *plain, "-c", before, "-f", str(_understood(script, _major(connection))))
        for name, text in travelled.items():
            keys.keep(settings.DATA / name, text)
        for member in tar:
            if member.isfile() and member.name.startswith(FILES):
                keeping.put_back(member.name.removeprefix(FILES), _content(tar, member.name))


def _understood(script: Path, server_major: int) -> Path:
    """The script without the one setting in its head that servers before version 17 do not know."""
    if server_major >= KNOWS_TRANSACTION_TIMEOUT:
        return script
    copy = script.with_name("understood.sql")
    with script.open() as lines, copy.open("w") as kept:
        kept.writelines(line for line in islice(lines, HEAD_LINES) if not line.startswith("SET transaction_timeout"))
        kept.writelines(lines)
    return copy


def _about(connection: BaseDatabaseWrapper) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "saved_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "postgresql": _major(connection),
        "keys": {name: _fingerprint(text) for name, text in _keys_in_use().items()},
    }


def _keys_in_use() -> dict[str, str]:
    return dict(zip(keys.NAMES, (settings.SECRET_KEY, settings.FIELD_KEYS[0], settings.BLIND_INDEX_KEY), strict=True))


def _is_in_use(name: str, place: Path) -> bool:
    return place.exists() and place.read_text().strip() == _keys_in_use()[name]


def _require_keys(wanted: dict[str, str], travelled: dict[str, str]) -> None:
    """A key that did not travel must be in use here already; one that did is worth nothing beside another given one."""
    for name, text in _keys_in_use().items():
        is_given = not _is_in_use(name, settings.DATA / name)
        if (is_given or name not in travelled) and _fingerprint(text) != wanted[name]:
            raise OtherKeys(name=name)


def _fingerprint(key: str) -> str:
    return hashlib.sha256(f"fingerprint {key}".encode()).hexdigest()[:16]


def _add(tar: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    content = text.encode()
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, BytesIO(content))


def _text(tar: tarfile.TarFile, name: str) -> str:
    return _content(tar, name).decode()


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    assert member is not None
    return member.read()


def _major(connection: BaseDatabaseWrapper) -> int:
    return int(connection.get_database_version()[0])


def _run(connection: BaseDatabaseWrapper, options: str, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on our database; its failure is an outage."""
    address = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": address["HOST"], "PGPORT": str(address["PORT"] or 5432), "PGUSER": address["USER"],
        "PGPASSWORD": address["PASSWORD"], "PGDATABASE": address["NAME"], "PGOPTIONS": options,
        **{f"PG{name.upper()}": str(value) for name, value in address["OPTIONS"].items() if name.startswith("ssl")},
    }  # fmt: skip
    command = [str(binaries.client_tools(_major(connection)) / program), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Outage(_("{program} says: {words}").format(program=program, words=done.stderr.strip()[-500:]))
