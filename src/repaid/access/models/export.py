"""Files that people took out: of a list, until they expire; of the journal, for good."""

from django.db import models

from repaid.access.choices import ExportKind, ExportState
from repaid.access.models.organisation import Organisation
from repaid.access.models.user import User


class Export(models.Model):
    """A file that was asked for, how far it is, and what it is.

    `title` and `name` are words and a file name for people. `asked` says of what: the address of a list, the days of a
    journal. `rows` of `rows_expected` are written; `digest` is SHA-256 of the whole, `control` what it adds up to.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ExportKind.choices)
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.RUNNING)
    rows_expected = models.IntegerField()
    rows = models.IntegerField(default=0)
    control = models.JSONField(default=list)
    size = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "-id"], name="exports_newest")]

    def __str__(self) -> str:
        return self.name


class ExportPart(models.Model):
    """A piece of the file of an export. In the database, so that any worker may write it and any server hand it out."""

    export = models.ForeignKey(Export, models.CASCADE, related_name="parts")
    number = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="export_part_once")]
