"""Which column says what in the tables of a bank: remembered, changed, forgotten."""

from dataclasses import dataclass

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.payments import reading
from repaid.payments.formats import ColumnMapping
from repaid.payments.models import MappingKept
from repaid.payments.queries import mapping_kept
from repaid.payments.rights import TAKE_STATEMENTS

NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class MappingIsKept:
    header_digest: str
    name: str


@dataclass(frozen=True, slots=True)
class MappingForgotten:
    header_digest: str
    name: str


@command("payments.keep_mapping", right=TAKE_STATEMENTS)
def keep_mapping(*, by: Actor, mapping: ColumnMapping, name: str = "") -> MappingIsKept:
    """Remember which column says what in tables with this header; `name` is what people call the bank or table."""
    digest = reading.header_digest(mapping.header)
    row, _created = MappingKept.objects.update_or_create(
        organisation_id=by.organisation_id, header_digest=digest,
        defaults={"mapping": mapping.as_data(), "name": name.strip()[:NAME_LENGTH], "kept_by_id": by.user_id},
    )  # fmt: skip
    return MappingIsKept(digest, row.name)


@command("payments.forget_mapping", right=TAKE_STATEMENTS)
def forget_mapping(*, by: Actor, mapping: int) -> MappingForgotten:
    """Forget the columns of a table; the next file with its header is asked about again."""
    row = mapping_kept(by, mapping)
    MappingKept.objects.filter(pk=row.pk).delete()
    return MappingForgotten(row.header_digest, row.name)
