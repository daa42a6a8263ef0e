"""The choices that products are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProductKind(models.TextChoices):
    """What the customer signs."""

    LOAN = "loan", pgettext_lazy("kind of product", "loan")
    MORTGAGE = "mortgage", pgettext_lazy("kind of product", "mortgage")
    LEASE = "lease", pgettext_lazy("kind of product", "lease")
    CLAIM = "claim", pgettext_lazy("kind of product", "claim")
    CIVIL_PARTNERSHIP = "civil_partnership", pgettext_lazy("kind of product", "civil partnership")


class Basis(models.TextChoices):
    """When interest is income: as it is earned, or as it is paid."""

    ACCRUAL = "accrual", _("accrual basis")
    CASH = "cash", _("cash basis")


class FeeIncome(models.TextChoices):
    """When a fee is income: at once, or spread over the term."""

    GROSS = "gross", _("at once")
    DEFERRED = "deferred", _("spread over the term")
