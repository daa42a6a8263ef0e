"""Whether anything refers to a row: such a row is archived, never deleted (decision 19)."""

from django.db.models import PROTECT, Model


def is_referred_to(row: Model) -> bool:
    """Whether a row of any table keeps this one from being deleted; one short query a table."""
    return any(
        each.related_model._base_manager.filter(**{each.field.name: row}).exists()
        for each in row._meta.related_objects
        if each.on_delete is PROTECT
    )
