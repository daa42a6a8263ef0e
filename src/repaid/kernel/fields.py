"""Fields and lookups of their own kind: text encrypted at rest, the blind index that finds it; one of many values."""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import models

from repaid.kernel.text import plain_code


@lru_cache(maxsize=1)
def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


class EncryptedTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text that the database holds encrypted only; `settings.FIELD_KEYS` rotates, the first one writes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else _cipher().encrypt(str(value).encode())

    def from_db_value(self, value: Any, *_: Any) -> str | None:
        return None if value is None else _cipher().decrypt(bytes(value)).decode()

    def to_python(self, value: Any) -> Any:
        return value


def blind_index(text: str, purpose: str) -> bytes:
    """A keyed digest by which an encrypted code is found again; it cannot be turned back.

    `purpose` keeps the same digits in two columns apart.
    """
    message = f"{purpose}\x00{plain_code(text)}".encode()
    return hmac.new(settings.BLIND_INDEX_KEY.encode(), message, hashlib.sha256).digest()


@models.ForeignObject.register_lookup
@models.Field.register_lookup
class Among(models.Lookup):
    """`among`: equal to one of thousands of plain values. They are one array, where `in` would bind each by itself.

    The array is joined as rows: compared with `= ANY` by a plan that does not know it, it is read for every row.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        values = list(self.rhs)
        if not values:
            raise EmptyResultSet
        kind = "text" if isinstance(values[0], str) else "bigint"
        return f"{column} IN (SELECT unnest(%s::{kind}[]))", (*params, values)
