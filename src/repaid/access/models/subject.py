"""The one row that stands for a thing which lower rooms speak of: a person, an application, a contract, a case."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from repaid.access.models.organisation import Branch, Organisation
from repaid.access.models.user import User


class Subject(models.Model):
    """Created with the thing it stands for; carries what scope, search and links need and nothing else.

    `search_text` is folded; `search_grams` are its 3-grams, so that a part of a word is found by an index.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True)
    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    handler = models.ForeignKey(User, models.PROTECT, null=True, related_name="handled")
    search_text = models.TextField(default="")
    search_grams = ArrayField(models.CharField(max_length=3), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "number"], name="subject_number_once")]
        indexes = [GinIndex(fields=["search_grams"], name="subject_grams")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class SubjectPerson(models.Model):
    """Whose thing it is: the person (a subject of kind party) and in which role. Decides what a customer sees."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="people")
    person = models.ForeignKey(Subject, models.PROTECT, related_name="things")
    role = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "person", "role"], name="subject_person_once")]
