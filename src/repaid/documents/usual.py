"""The categories and access levels that a lender usually begins with, in the languages of the product."""

from collections.abc import Mapping
from typing import Final

CATEGORIES: Final[Mapping[str, dict[str, str]]] = {
    "identity": {
        "en": "Identity document", "pl": "Dokument tożsamości", "nl": "Identiteitsbewijs", "fa": "مدرک هویتی",
    },
    "income": {"en": "Proof of income", "pl": "Dokument dochodowy", "nl": "Inkomensbewijs", "fa": "مدرک درآمد"},
    "agreement": {"en": "Agreement", "pl": "Umowa", "nl": "Overeenkomst", "fa": "قرارداد"},
    "security": {"en": "Security", "pl": "Zabezpieczenie", "nl": "Zekerheid", "fa": "وثیقه"},
    "letter": {"en": "Letter", "pl": "Pismo", "nl": "Brief", "fa": "نامه"},
    "court": {
        "en": "Court and bailiff", "pl": "Sąd i komornik", "nl": "Rechtbank en deurwaarder", "fa": "دادگاه و اجرا",
    },
    "rules": {
        "en": "Rules and price lists", "pl": "Regulaminy i cenniki", "nl": "Voorwaarden en tarieven",
        "fa": "مقررات و تعرفه‌ها",
    },
    "other": {"en": "Other", "pl": "Inne", "nl": "Overig", "fa": "سایر"},
}  # fmt: skip

AGREEMENT: Final = "agreement"
"""The category of contracts that were signed."""

IDENTITY: Final = "identity"
"""The category of papers that show who somebody is."""

LEVELS: Final[Mapping[str, tuple[dict[str, str], tuple[str, ...]]]] = {
    "general": ({"en": "General", "pl": "Ogólny", "nl": "Algemeen", "fa": "عمومی"}, ()),
    "management": (
        {"en": "Management", "pl": "Kierownictwo", "nl": "Leiding", "fa": "مدیریت"},
        ("administrators", "hq-admins", "managers"),
    ),
}  # fmt: skip
"""Names and groups; a level of no group is open to everybody who sees documents."""
