"""Names kept in data (products, accounts, groups): one for each language (decision 31)."""

from collections.abc import Mapping

from django.utils.translation import get_language


def in_language(names: Mapping[str, str], language: str = "") -> str:
    """The name in `language` (default: the reader's); without one the English name, without that any.

    >>> in_language({"en": "Payday", "pl": "Na chwilę"}, "pl")
    'Na chwilę'
    >>> in_language({"nl": "Hypotheek"}, "fa")
    'Hypotheek'
    """
    wanted = language or (get_language() or "en")[:2]
    return names.get(wanted) or names.get("en") or next(iter(names.values()), "")
