"""Tables of the access app."""

from repaid.access.models.audit import AuditRecord, Proposal
from repaid.access.models.employment import Employment, StaffFile, StaffPhoto
from repaid.access.models.export import Export, ExportPart
from repaid.access.models.organisation import Branch, BusinessDay, NumberSeries, Organisation, Province
from repaid.access.models.planned import PlannedChange
from repaid.access.models.subject import Subject, SubjectPerson
from repaid.access.models.user import Group, User

__all__ = [
    "AuditRecord",
    "Branch",
    "BusinessDay",
    "Employment",
    "Export",
    "ExportPart",
    "Group",
    "NumberSeries",
    "Organisation",
    "PlannedChange",
    "Proposal",
    "Province",
    "StaffFile",
    "StaffPhoto",
    "Subject",
    "SubjectPerson",
    "User",
]
