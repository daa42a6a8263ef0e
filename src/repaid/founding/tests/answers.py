"""Answers to the questions of the first run, for a lender in Kraków."""

from typing import Any

from repaid.founding.commands.founding import begin_founding, enter_code, keep_answers

PASSWORD = "Pierwsza-godzina-2026"
ANSWERS: dict[str, dict[str, Any]] = {
    "country": {"pack": "PL"},
    "organisation": {
        "name": "Pożyczka na Rynku", "code": "rynek", "language": "pl", "languages": ["pl", "en"],
        "time_zone": "Europe/Warsaw", "bank_code": "99990001",
    },
    "calendar": {"weekend": ["5", "6"], "day": "2026-11-20"},
    "books": {"chart": "PL", "products": ["pozyczka-ratalna"]},
    "people": {"branch": "KRA", "branch_name": "Kraków Rynek", "province": "małopolskie"},
    "numbers": {
        "contract_prefix": "KR-", "contract_width": 5, "contract_first": 100, "party_prefix": "", "party_width": 0,
        "party_first": 1,
    },
    "administrator": {"administrator": "Pan X", "login": "pan.x", "email": "pan.x@example.com"},
}  # fmt: skip


def answered(**changes: dict[str, Any]) -> None:
    """All questions answered by somebody who knows the code."""
    enter_code(begin_founding())
    for step, told in (ANSWERS | changes).items():
        keep_answers(step, told)
