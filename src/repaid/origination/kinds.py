"""What is sent about applications. The texts that the product brings stand in `texts.json`, in four languages."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.messages.choices import Purpose
from repaid.messages.kinds import Kind, declare_kind
from repaid.messages.tokens import Token

_TEXTS: Final[dict[str, Any]] = json.loads(files("repaid.origination").joinpath("texts.json").read_text("utf-8"))

SIGNING_CODE: Final = declare_kind(
    Kind(
        code="origination.signing_code",
        label=_("Code to sign a contract"),
        purpose=Purpose.ACCESS,
        about="party",
        given=(
            Token("code", pgettext_lazy("token", "Code"), is_secret=True, example="123456"),
            Token("amount", pgettext_lazy("token", "Amount"), "figure", example=Money(50_000, "PLN")),
            Token(
                "until", pgettext_lazy("token", "Valid until"), "figure", example=datetime(2026, 1, 31, 18, tzinfo=UTC)
            ),
        ),
        supplied=_TEXTS["signing_code"],
    )
)
