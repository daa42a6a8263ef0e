"""Tables of the activities app."""

from repaid.activities.models.activity import Activity, ActivityStep, Reminder
from repaid.activities.models.announcement import Announcement
from repaid.activities.models.assignment import Assignment
from repaid.activities.models.event_type import FurtherEventType
from repaid.activities.models.message import InternalMessage
from repaid.activities.models.start import StartFigures

__all__ = [
    "Activity",
    "ActivityStep",
    "Announcement",
    "Assignment",
    "FurtherEventType",
    "InternalMessage",
    "Reminder",
    "StartFigures",
]
