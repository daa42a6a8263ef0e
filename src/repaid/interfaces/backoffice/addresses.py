"""Parts of addresses."""

from datetime import date


class DayInAddress:
    """`<day:on>`, a day as 2026-01-31."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
