"""Tables of documents."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from repaid.access.grams import TextGrams
from repaid.access.models import Group, Organisation, Subject, User
from repaid.documents.choices import FileState, StepState, Wanted


@pghistory.track()
class Category(models.Model):
    """What kind of document it is; `names` by language. A closed one leaves every choice and stays in history."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    names = models.JSONField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="document_category_once")]


@pghistory.track()
class AccessLevel(models.Model):
    """Who may see a document at all: members of `groups`, or everybody who sees documents when it `is_open`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    names = models.JSONField()
    is_open = models.BooleanField(default=False)
    groups = models.ManyToManyField(Group, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="document_level_once")]


@pghistory.track(exclude=["search"])
class Document(models.Model):
    """A document with its latest version. `search` is its folded words: number, name, file name, remarks."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    category = models.ForeignKey(Category, models.PROTECT, related_name="documents")
    level = models.ForeignKey(AccessLevel, models.PROTECT, related_name="documents")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="documents")
    remarks = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)
    latest = models.OneToOneField("Version", models.PROTECT, null=True, related_name="+")
    search = models.TextField(default="")
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="document_number_once")]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="documents_newest"),
            models.Index(fields=["subject", "-id"], name="documents_of_subject"),
            GinIndex(TextGrams("search"), name="document_words_grams"),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """One file of a document; append-only. `digest` is SHA-256 of its content, by which the store finds it.

    `findings` are codes of what the check found (`checking.FINDINGS`).
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    file_name = models.CharField(max_length=160)
    media = models.CharField(max_length=100)
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=6, choices=FileState.choices)
    findings = ArrayField(models.CharField(max_length=20), default=list)
    remark = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_once")]

    @property
    def is_aside(self) -> bool:
        """Whether nobody may have the file."""
        return self.state == FileState.ASIDE

    @property
    def is_picture(self) -> bool:
        """Whether it may be shown: a picture in which nothing was found."""
        return self.state == FileState.CLEAN and self.media.startswith("image/")


class Step(models.Model):
    """A document passed to one person or to a group, and the answer: the way it took (CC-30)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="steps")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    to_user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    wanted = models.CharField(max_length=8, choices=Wanted.choices)
    note = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=StepState.choices, default=StepState.WAITING)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_user__isnull=False, to_group__isnull=True)
                | models.Q(to_user__isnull=True, to_group__isnull=False),
                name="step_goes_to_one",
            )
        ]
        indexes = [
            models.Index(fields=["to_user", "id"], condition=models.Q(state="waiting"), name="steps_waiting_for_user"),
            models.Index(fields=["to_group", "id"], condition=models.Q(state="waiting"), name="steps_waiting_for_team"),
        ]
