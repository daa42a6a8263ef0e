"""The five groups that every organisation begins with (decision 16). What they may do is theirs to change."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Final

from repaid.access.rights import OWN_ACCOUNT, all_rights

Supplied = tuple[dict[str, str], tuple[str, ...]]

SUPPLIED: Final[Mapping[str, Supplied]] = {
    "hq-admins": (
        {
            "en": "Admin of the legal and collections department", "pl": "Administrator pionu prawnego i windykacji",
            "nl": "Beheerder juridische zaken en incasso", "fa": "ادمین معاونت حقوقی و وصول مطالبات",
        },
        ("access.*", "identity.*", "products.*", "parties.*", "contracts.view", "payments.view", "ledger.view",
         "reports.*", "daily_close.view", "activities.*", "messages.*", "documents.*", "origination.view",
         "branding.*"),
    ),
    "province-admins": (
        {
            "en": "Province admins", "pl": "Administratorzy prowincji", "nl": "Provinciebeheerders",
            "fa": "ادمین استان‌ها",
        },
        ("access.users", "access.export_lists", "parties.view", "contracts.view", "documents.view", "reports.*",
         "activities.act", "activities.see_others", "activities.assign"),
    ),
    "managers": (
        {"en": "Branch managers", "pl": "Kierownicy oddziałów", "nl": "Kantoormanagers", "fa": "مدیران شعب"},
        ("access.users", "access.export_lists", "access.approve", "parties.view", "contracts.view", "documents.view",
         "documents.add", "documents.share", "documents.archive", "reports.*", "activities.act",
         "activities.see_others", "activities.assign"),
    ),
    "collections": (
        {
            "en": "Collections staff", "pl": "Pracownicy windykacji", "nl": "Incassomedewerkers", "fa": "وصول مطالبات",
        },
        ("contracts.view", "documents.view", "documents.add", "activities.act"),
    ),
    "clerks": (
        {"en": "Clerk", "pl": "Referent", "nl": "Medewerker", "fa": "متصدی"},
        ("parties.view", "contracts.view", "products.view", "documents.view", "activities.act"),
    ),
}  # fmt: skip
"""Titles in four languages, and patterns of rights; those of rooms that are not there match nothing."""


def rights_like(patterns: Iterable[str]) -> tuple[str, ...]:
    """The declared rights that a pattern names; everybody has the own account anyway."""
    wanted = list(patterns)
    return tuple(
        code for code in all_rights()
        if code != OWN_ACCOUNT.code and any(fnmatchcase(code, pattern) for pattern in wanted)
    )  # fmt: skip
