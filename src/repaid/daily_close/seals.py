"""Seals: hashes over the transfers of a day and the seal before, kept in the database and in a file outside it."""

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from repaid.access.models import Organisation
from repaid.daily_close.models import Seal
from repaid.ledger.digests import PARTS, REST, Digest, digests


def seal_of(organisation_id: int, day: date, part: int, found: Digest | None, previous: str) -> Seal:
    """The seal of one part of a day's transfers."""
    count, digest = (found.transfers, found.digest) if found else (0, "")
    text = f"{previous}|{day.isoformat()}|{part}|{count}|{digest}"
    return Seal(
        organisation_id=organisation_id, day=day, part=part, transfers=count, previous=previous,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def seals_for(organisation_id: int, since: date, day: date, previous: dict[int, str]) -> list[Seal]:
    """The seals of a day, over what was booked after `since`; `previous` are the digests before, by part."""
    found = digests(organisation_id, since, day)
    parts = [REST, *range(PARTS)]
    return [seal_of(organisation_id, day, part, found.get(part), previous.get(part, "")) for part in parts]


def last_digests(organisation_id: int) -> dict[int, str]:
    """The digest of the last seal of each part."""
    rows = Seal.objects.filter(organisation=organisation_id).order_by("part", "-day").distinct("part")
    return dict(rows.values_list("part", "digest"))


def file_of(organisation: Organisation, day: date) -> Path:
    """Where the seals of a day are kept outside the database."""
    return Path(settings.DATA) / "seals" / organisation.code / f"{day.isoformat()}.json"


def export(organisation: Organisation, day: date, seals: Iterable[Seal]) -> None:
    """Write the file of a day; it appears when it is whole, and stays on disk."""
    file = file_of(organisation, day)
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}")
    with draft.open("w", encoding="utf-8") as stream:
        json.dump([as_data(seal) for seal in seals], stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)


def exported(organisation: Organisation, day: date) -> list[dict[str, Any]] | None:
    """What the file of a day says; None when there is no file that can be read."""
    try:
        found: list[dict[str, Any]] = json.loads(file_of(organisation, day).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def as_data(seal: Seal) -> dict[str, Any]:
    """A seal as plain data."""
    return {
        "day": seal.day.isoformat(), "part": seal.part, "transfers": seal.transfers, "previous": seal.previous,
        "digest": seal.digest,
    }  # fmt: skip
