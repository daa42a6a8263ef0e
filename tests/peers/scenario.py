"""A peer's scenario, told from its first event to its last."""

from __future__ import annotations

from typing import Any

from tests.peers.acts import tell
from tests.peers.reading import Vector
from tests.peers.story import Story
from tests.peers.table import rows


def told(vector: Vector) -> dict[str, Any]:
    """Our schedule after each event that has a checkpoint, and the events that cannot be modelled."""
    wanted = [checkpoint["after_event"] for checkpoint in vector.get("checkpoints") or ()]
    story = Story.begin(vector)
    tables: dict[int, Any] = {}
    for event in vector["events"]:
        tell(story, event)
        if event["i"] in wanted:
            tables[event["i"]] = rows(story)
    return {
        "checkpoints": [{"after_event": n, "schedule": tables[n]} for n in wanted if n in tables],
        "unsupported": sorted(set(story.unsupported)),
    }
