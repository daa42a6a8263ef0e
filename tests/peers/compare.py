"""Our rows against the peer's: every number, every due date and paid date."""

from __future__ import annotations

from typing import Any

from tests.peers.reading import minor

NUMBERS = ("principal", "interest", "fees", "penalties", "due", "paid", "in_advance", "late", "outstanding", "balance")


def differences(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> list[str]:
    """What differs, readable; empty when all is equal to the cent."""
    if len(ours) != len(theirs):
        return [f"{len(ours)} rows, expected {len(theirs)}"]
    return [
        f"row {place} {name}: {mine.get(name)}, expected {peer.get(name)}"
        for place, (mine, peer) in enumerate(zip(ours, theirs, strict=True))
        for name in _names(peer)
        if not _same(name, mine.get(name), peer.get(name))
    ]


def _names(peer: dict[str, Any]) -> tuple[str, ...]:
    return ("date", "balance") if peer.get("row") == "disbursement" else ("date", "paid_date", *NUMBERS)


def _same(name: str, mine: str | None, peer: str | None) -> bool:
    if name in NUMBERS:
        return minor(mine or "0") == minor(peer or "0")
    return mine == peer
